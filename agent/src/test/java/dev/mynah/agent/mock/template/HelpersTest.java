package dev.mynah.agent.mock.template;

import static dev.mynah.agent.mock.template.TemplateKit.failure;
import static dev.mynah.agent.mock.template.TemplateKit.render;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.mock.FakeRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpersTest {
  private static FakeRequest order() {
    return FakeRequest.to("/orders?n=4&word=Ada&csv=a,b,c")
        .header("X-Date", "Sun, 06 Nov 1994 08:49:37 GMT")
        .body(
            """
            {"id": 7, "price": 1.10, "big": 12345678901234567890, "none": null, "text": "a\\"b\\nc",
             "items": [{"n": "b", "q": 2}, {"n": "a", "q": 10}], "deep": {"x": {"y": true}}}""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        // Handlebars' own
        "{{#if request.query.n}}yes{{else}}no{{/if}} ¦ yes",
        "{{#unless request.query.n}}yes{{else}}no{{/unless}} ¦ no",
        "{{#if 0}}yes{{else if ''}}yes{{else}}no{{/if}} ¦ no",
        "{{#each (array 'a' 'b')}}{{@index}}{{this}}{{#unless @last}},{{/unless}}{{/each}} ¦ 0a,1b",
        "{{#each (array 1 2 3) as |x i|}}{{#if @odd}}{{i}}={{x}}{{/if}}{{/each}} ¦ 1=2",
        "{{#each (parseJson '{\"a\":1,\"b\":2}')}}{{@key}}{{this}}{{#if @first}}-{{/if}}{{/each}} ¦ a1-b2",
        "{{#each (split '' ',')}}x{{else}}none{{/each}} ¦ x",
        "{{#each nothing}}x{{else}}none{{/each}} ¦ none",
        "{{#with (parseJson '{\"a\":1}')}}{{a}}{{/with}} ¦ 1",
        "{{lookup (array 'x' 'y') 1}}{{lookup (array 'x') 9}} ¦ y",
        "{{#each (range 1 2)}}{{#each (range 3 4)}}{{../this}}{{this}};{{/each}}{{/each}} ¦ 13;14;23;24;",
        // JSON
        "{{jsonPath request.body '$.id'}} ¦ 7",
        "{{jsonPath request.body '$.price'}} ¦ 1.10",
        "{{jsonPath request.body '$.big'}} ¦ 12345678901234567890",
        "{{jsonPath request.body '$.deep.x'}} ¦ {\"y\":true}",
        "{{jsonPath request.body '$.items[*].n'}} ¦ [\"b\",\"a\"]",
        "{{jsonPath request.body '$.items[?(@.q > 5)].n'}} ¦ [\"a\"]",
        "{{jsonPath request.body '$.items.length()'}} ¦ 2",
        "<{{jsonPath request.body '$.nope'}}> ¦ <>",
        "{{jsonPath request.body '$.nope' default='d'}} ¦ d",
        "<{{jsonPath '' '$.nope'}}> ¦ <>",
        "{{#each (jsonPath request.body '$.items')}}{{n}}:{{q}};{{/each}} ¦ b:2;a:10;",
        "{{#jsonPath request.body '$.deep'}}{{x.y}}{{/jsonPath}} ¦ true",
        "{{parseJson request.body 'o'}}{{o.items.[1].n}} ¦ a",
        "{{#parseJson 'o'}}{\"a\":[1,2]}{{/parseJson}}{{o.a.[1]}} ¦ 2",
        "{{toJson (array 1 'x' true)}} ¦ [1,\"x\",true]",
        "{{toJson nothing}} ¦ null",
        "{{formatJson '{ \"a\" : [ 1 ] }' format='compact'}} ¦ {\"a\":[1]}",
        "{{jsonMerge '{\"a\":1,\"o\":{\"x\":1}}' '{\"b\":2,\"o\":{\"y\":2}}'}} ¦ {\"a\":1,\"o\":{\"x\":1,\"y\":2},\"b\":2}",
        "{{jsonMerge '{\"a\":1}' '{\"a\":null}' removeNulls=true}} ¦ {}",
        "{{#jsonMerge '{\"a\":1}'}}{\"a\":2}{{/jsonMerge}} ¦ {\"a\":2}",
        "{{jsonRemove '{\"a\":1,\"b\":2}' '$.a'}} ¦ {\"b\":2}",
        "{{jsonRemove '{\"b\":2}' '$.a'}} ¦ {\"b\":2}",
        "{{jsonArrayAdd '[1]' '{\"x\":2}'}} ¦ [1,{\"x\":2}]",
        "{{jsonArrayAdd '{\"l\":[1,2]}' '[3,4]' jsonPath='$.l' flatten=true maxItems=3}} ¦ {\"l\":[2,3,4]}",
        "{{#jsonArrayAdd '[1]'}}2{{/jsonArrayAdd}} ¦ [1,2]",
        "{{jsonSort request.body '$.items[*].n'}} ¦ {\"id\":7,\"price\":1.10,\"big\":12345678901234567890,\"none\":null,\"text\":\"a\\\"b\\nc\",\"items\":[{\"n\":\"a\",\"q\":10},{\"n\":\"b\",\"q\":2}],\"deep\":{\"x\":{\"y\":true}}}",
        "{{jsonSort '[3,1,2]' '$[*]' order='desc'}} ¦ [3,2,1]",
        "{{jsonSort '[{\"k\":\"10\"},{\"k\":9},{},{\"k\":\"1a\"},{\"k\":\"9\"}]' '$[*].k'}} ¦ [{},{\"k\":9},{\"k\":\"10\"},{\"k\":\"1a\"},{\"k\":\"9\"}]",
        // time
        "{{now}} ¦ 2026-03-04T05:06:07Z",
        "{{now format='yyyy-MM-dd HH:mm:ss.SSS'}} ¦ 2026-03-04 05:06:07.089",
        "{{now offset='3 days' format='yyyy-MM-dd'}} ¦ 2026-03-07",
        "{{now offset='-1 year'}} ¦ 2025-03-04T05:06:07Z",
        "{{now timezone='Europe/Rome'}} ¦ 2026-03-04T06:06:07+01:00",
        "{{now timezone='America/New_York' format='EEE, d MMM HH:mm'}} ¦ Wed, 4 Mar 00:06",
        "{{now format='epoch'}} {{now format='unix'}} ¦ 1772600767089 1772600767",
        "{{date (parseDate request.headers.X-Date) format='yyyy-MM-dd'}} ¦ 1994-11-06",
        "{{date request.headers.X-Date offset='2 hours'}} ¦ 1994-11-06T10:49:37Z",
        "{{parseDate '04/03/2026' format='dd/MM/yyyy'}} ¦ 2026-03-04T00:00:00Z",
        "{{parseDate '04/03/2026 10:00' format='dd/MM/yyyy HH:mm' timezone='Europe/Rome'}} ¦ 2026-03-04T10:00:00+01:00",
        "{{parseDate '2026-03-04'}} ¦ 2026-03-04T00:00:00Z",
        "{{parseDate '1772600767' format='unix'}} ¦ 2026-03-04T05:06:07Z",
        "{{truncateDate (now) 'first hour of day'}} ¦ 2026-03-04T00:00:00Z",
        "{{truncateDate (now) 'last day of month'}} ¦ 2026-03-31T00:00:00Z",
        "{{#if (gt (parseDate '2026-01-02') (parseDate '2026-01-01'))}}later{{/if}} ¦ later",
        // text
        "<{{trim '  a b '}}>{{#trim}} x {{/trim}} ¦ <a b>x",
        "{{upper 'aß'}}{{lower 'ÄB'}}{{capitalize 'ada l'}} ¦ ASSäbAda l",
        "{{base64 'Zoë'}} ¦ Wm/Dqw==",
        "{{base64 'Zoë' padding=false}} ¦ Wm/Dqw",
        "{{base64 'Wm_Dqw' decode=true}} ¦ Zoë",
        "{{#base64}}a{{/base64}} ¦ YQ==",
        "{{urlEncode 'a b&ë'}} ¦ a+b%26%C3%AB",
        "{{urlEncode 'a+b%26' decode=true}} ¦ a b&",
        "{{replace 'a.b.c' '.' '-'}} ¦ a-b-c",
        "{{substring 'abcdef' 2 4}}{{substring 'abc' 1}}{{substring 'abc' 9}} ¦ cdbc",
        "{{#each (split request.query.csv ',')}}[{{this}}]{{/each}} ¦ [a][b][c]",
        "{{defaultIfEmpty request.query.none 'd'}} ¦ d",
        "{{regexExtract 'abc-123' '[0-9]+'}} ¦ 123",
        "<{{regexExtract 'abc' '[0-9]+'}}>{{regexExtract 'abc' '[0-9]+' default='none'}} ¦ <>none",
        "{{regexExtract 'ab-CD' '([a-z]+)-([A-Z]+)' 'p'}}{{p.[0]}}{{p.1}} ¦ abCD",
        "{{formData 'a=1&b=x+y&a=2' 'f'}}{{f.a}}{{f.a.[1]}}{{f.b}} ¦ 12x y",
        "{{formData 'b=x+y' 'f' urlDecode=false}}{{f.b}} ¦ x+y",
        "{{size 'abc'}}{{size (array 1 2)}}{{size nothing}} ¦ 320",
        "{{math 1 '+' 2}} {{math 7 '-' 9}} {{math 3 '*' 1.5}} {{math 10 '/' 4}} {{math 10 '%' 4}} ¦ 3 -2 4.5 2.5 2",
        "{{math request.query.n '+' 1}} ¦ 5",
        "{{math 0.1 '+' 0.2}} ¦ 0.3",
        // lists
        "{{range -2 2}} ¦ [-2,-1,0,1,2]",
        "{{arrayAdd (array 1 2) 3}}{{arrayAdd (array 1 2) 3 position='start'}} ¦ [1,2,3][3,1,2]",
        "{{arrayAdd (array) 'first'}} ¦ [\"first\"]",
        "{{arrayRemove (array 1 2 3)}}{{arrayRemove (array 1 2 3) position=1}} ¦ [1,2][1,3]",
        "{{arrayJoin ',' (array 'a' 'b') prefix='[' suffix=']'}} ¦ [a,b]",
        "{{#arrayJoin '-' (array 1 2) as |x|}}<{{x}}>{{/arrayJoin}} ¦ <1>-<2>",
        "{{join (array 'a' 'b') '; '}} ¦ a; b",
        "{{#range 1 3}}{{this}}{{/range}} ¦ 123",
        // conditions
        "{{eq 1 '1'}} {{eq 'a' 'b'}} {{eq '01' '1'}} {{neq 1 2}} ¦ true false false true",
        "{{#if (eq request.query.word 'Ada')}}y{{/if}} ¦ y",
        "{{#eq request.query.word 'Ada'}}y{{else}}n{{/eq}} ¦ y",
        "{{gt 10 9}} {{gt '10' '9'}} {{lt 'a' 'b'}} {{gte 1 1}} {{lte 2 1}} {{gt nothing 1}} ¦ true true true true false false",
        "{{and 1 'a'}} {{and 1 ''}} {{or '' 0}} {{or '' 1}} {{not ''}} ¦ true false false true true",
        "{{contains 'abc' 'bc'}} {{contains (array 1 2) 2}} {{contains 'abc' 'x'}} ¦ true true false",
        "{{matches '123' '[0-9]+'}} {{matches 'a123' '[0-9]+'}} ¦ true false",
        "{{#matches 'a' '[a-z]'}}y{{else}}n{{/matches}} ¦ y",
        // variables and surroundings
        "{{val request.query.none or='d'}}{{val request.query.n or='d'}} ¦ d4",
        "{{val 'x' assign='v'}}{{v}}{{v}} ¦ xx",
        "{{assign 'v' 5}}{{v}}{{#assign 'w'}}{{v}}!{{/assign}}{{w}} ¦ 55!",
        "{{hostname}} ¦ pod-7",
      })
  void helperGivesWhatItsNameSays(String template, String expected) {
    assertThat(render(template, order())).isEqualTo(expected);
  }

  @Test
  void prettyJsonHasALinePerEntry() {
    assertThat(render("{{formatJson '{\"a\":1,\"b\":2}'}}").lines()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "UUID, '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'",
    "ALPHANUMERIC, '[a-z0-9]{36}'",
    "ALPHABETIC, '[a-z]{36}'",
    "NUMERIC, '[0-9]{36}'",
    "HEXADECIMAL, '[0-9a-f]{36}'",
    "ALPHANUMERIC_AND_SYMBOLS, '[!-~]{36}'",
  })
  void randomValuesLookLikeTheirType(String type, String pattern) {
    assertThat(render("{{{randomValue type='" + type + "'}}}")).matches(pattern);
  }

  @Test
  void randomValueHasTheLengthAskedFor() {
    assertThat(render("{{randomValue length=5 type='ALPHABETIC' uppercase=true}}"))
        .matches("[A-Z]{5}");
  }

  @Test
  void randomNumbersStayBetweenTheirBounds() {
    for (String line :
        render("{{#range 1 500}}{{randomInt lower=5 upper=9}}\n{{/range}}").split("\n")) {
      assertThat(Integer.parseInt(line)).isBetween(5, 8);
    }
    assertThat(Double.parseDouble(render("{{randomDecimal lower=-0.5 upper=0.5}}")))
        .isBetween(-0.5, 0.5);
    assertThat(List.of("a", "b", "c")).contains(render("{{pickRandom 'a' 'b' 'c'}}"));
    assertThat(render("{{pickRandom (array 'x')}}")).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "{{jsonPath request.headers.X-Date '$.a'}} ¦ not JSON",
        "{{jsonPath request.body '$.[?('}} ¦ not a JSONPath",
        "{{now format='yyyy-bbb'}} ¦ now:",
        "{{now timezone='Mars/Olympus'}} ¦ now:",
        "{{now offset='soon'}} ¦ like '3 days'",
        "{{now offset='999999999 years'}} ¦ now:",
        "{{parseDate 'tomorrow'}} ¦ not a date",
        "{{parseDate '1' format='dd/MM/yyyy'}} ¦ not a date",
        "{{truncateDate (now) 'noon'}} ¦ first hour of day",
        "{{math 'a' '+' 1}} ¦ a number",
        "{{math 1 '/' 0}} ¦ zero",
        "{{math 1 '^' 2}} ¦ operator",
        "{{math '1e999999999' '+' 1}} ¦ digits",
        "{{range 1 10001}} ¦ at most 10000",
        "{{range 5 1}} ¦ goes up",
        "{{range -9223372036854775808 9223372036854775807}} ¦ range",
        "{{randomValue length=70000}} ¦ length",
        "{{randomValue type='EMOJI'}} ¦ UUID",
        "{{randomInt lower=9 upper=5}} ¦ above",
        "{{pickRandom}} ¦ pick from",
        "{{base64 '***' decode=true}} ¦ not base64",
        "{{matches 'a' '('}} ¦ not a regular expression",
        "{{split 'a' ''}} ¦ separator",
        "{{assign 'a b' 1}} ¦ a name",
        "{{assign 'request' 1}} ¦ a name",
        "{{arrayAdd 'x' 1}} ¦ not JSON",
        "{{arrayRemove (array 1) position=3}} ¦ position",
      })
  void helperThatCannotGivesUpAndSaysWhyWithoutTheRequest(String template, String why) {
    assertThat(failure(template, order())).contains(why == null ? "" : why).doesNotContain("1994");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{jsonPath request.body '$.a'}}",
        "{{#parseJson 'o'}}{{{request.body}}}{{/parseJson}}",
        "{{parseJson request.body 'o'}}",
        "{{formatJson request.body}}",
        "{{jsonMerge '{}' request.body}}",
        "{{jsonRemove request.body '$.a'}}",
        "{{jsonArrayAdd '[]' request.body}}",
        "{{jsonSort request.body '$[*].n'}}",
        "{{arrayAdd request.body 1}}",
      })
  void exponentThatNobodyCouldHoldIsNoJson(String template) {
    FakeRequest request = FakeRequest.to("/").body("{\"a\": 1e99999999999}");

    assertThat(failure(template, request)).isEqualTo("the text is not JSON");
  }

  @Test
  void largeExponentIsShownAsItCame() {
    FakeRequest request =
        FakeRequest.to("/").body("{\"a\": 1e400000000, \"b\": [1E-400000000, 1e9]}");

    assertThat(render("{{jsonPath request.body '$.a'}} {{jsonPath request.body '$.b'}}", request))
        .isEqualTo("1E+400000000 [1E-400000000,1E+9]");
    assertThat(render("{{toJson (jsonPath request.body '$.b[?(@ > 1)]')}}", request))
        .isEqualTo("[1E+9]");
  }

  @Test
  void everyHelperOfOtherMockServersIsThere() {
    assertThat(Functions.byName().keySet())
        .contains(
            ("jsonPath randomValue hostname date now parseDate truncateDate trim base64 urlEncode"
                    + " formData regexExtract size pickRandom randomInt randomDecimal range array"
                    + " arrayAdd arrayRemove arrayJoin parseJson matches contains math val"
                    + " formatJson toJson jsonMerge jsonRemove jsonArrayAdd jsonSort systemValue xPath"
                    + " soapXPath formatXml")
                .split(" "));
  }
}
