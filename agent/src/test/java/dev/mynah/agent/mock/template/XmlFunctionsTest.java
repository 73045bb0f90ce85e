package dev.mynah.agent.mock.template;

import static dev.mynah.agent.mock.template.TemplateKit.failure;
import static dev.mynah.agent.mock.template.TemplateKit.render;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.mock.FakeRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlFunctionsTest {
  private static final String SOAP =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:default">
        <soapenv:Body>
          <m:Order xmlns:m="urn:orders" id="31" m:state="open">
            <m:Item sku="b">Tea &amp; cup</m:Item>
            <m:Item sku="a"><![CDATA[<raw>]]></m:Item>
            <total>12.50</total>
          </m:Order>
        </soapenv:Body>
      </soapenv:Envelope>
      """;

  private static FakeRequest soap() {
    return FakeRequest.to("/?path=//total").header("Content-Type", "text/xml").body(SOAP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        // by local name, whatever the namespace
        "{{xPath request.body '//Order/@id'}} ¦ 31",
        "{{xPath request.body '//Order/@state'}} ¦ open",
        "{{xPath request.body '/Envelope/Body/Order/total/text()'}} ¦ 12.50",
        "{{xPath request.body \"//Item[@sku='a']/text()\"}} ¦ <raw>",
        "{{xPath request.body '//total'}} ¦ <total>12.50</total>",
        "{{xPath request.body '//Item'}} ¦ <m:Item sku=\"b\">Tea &amp; cup</m:Item>",
        "{{xPath request.body '//Item[2]'}} ¦ <m:Item sku=\"a\">&lt;raw&gt;</m:Item>",
        "{{xPath request.body request.query.path}} ¦ <total>12.50</total>",
        // by the prefixes of the document
        "{{xPath request.body '//m:Order/@m:state'}} ¦ open",
        "{{xPath request.body '/soapenv:Envelope/soapenv:Body/m:Order/m:Item/text()'}} ¦ Tea & cup",
        "<{{xPath request.body '//m:total'}}> ¦ <>",
        "<{{xPath request.body '//unknown:Order'}}> ¦ <>",
        "{{xPath request.body '//m:none' default='d'}} ¦ d",
        // values that are no nodes
        "{{xPath request.body 'count(//Item)'}} ¦ 2",
        "{{math (xPath request.body 'count(//Item)') '+' 1}} ¦ 3",
        "{{xPath request.body 'sum(//total) * 2'}} ¦ 25",
        "{{xPath request.body 'number(//Item)'}} ¦ NaN",
        "{{xPath request.body 'string(//Item[2])'}} ¦ <raw>",
        "{{xPath request.body \"concat(//Order/@id, '-', //total)\"}} ¦ 31-12.50",
        "{{xPath request.body '//total > 12'}} ¦ true",
        "{{#if (xPath request.body 'count(//none) > 0')}}y{{else}}n{{/if}} ¦ n",
        "{{xPath request.body 'namespace-uri(//m:Order)'}} ¦ urn:orders",
        // nothing
        "<{{xPath request.body '//none'}}> ¦ <>",
        "<{{xPath '' '//a'}}><{{xPath nothing '//a' default='d'}}> ¦ <><d>",
        "{{#xPath request.body '//none'}}y{{else}}n{{/xPath}} ¦ n",
        "{{#if (xPath request.body '//none')}}y{{else}}n{{/if}} ¦ n",
        // lists of nodes
        "{{#each (xPath request.body '//Item') as |n|}}{{n.name}} {{n.text}} {{n.attributes.sku}};{{/each}} ¦ m:Item Tea & cup b;m:Item <raw> a;",
        "{{#each (xPath request.body '//Item/@sku')}}{{this}}{{#unless @last}},{{/unless}}{{/each}} ¦ b,a",
        "{{#xPath request.body '//Item'}}[{{text}}]{{/xPath}} ¦ [Tea & cup][<raw>]",
        "{{#xPath request.body '//Order'}}{{name}} {{attributes.id}} {{attributes.state}}{{attributes.m:state}}{{/xPath}} ¦ m:Order 31 openopen",
        "{{size (xPath request.body '//Item')}} ¦ 2",
        "{{assign 'i' (xPath request.body '//Item')}}{{i.text}} {{i.[1].text}} ¦ Tea & cup <raw>",
        "{{lookup (xPath request.body '//Item/@sku') 1}} ¦ a",
        "{{join (xPath request.body '//Item/@sku') '+'}} ¦ b+a",
        "{{toJson (xPath request.body '//Item/@sku')}} ¦ [\"b\",\"a\"]",
        "{{toJson (xPath request.body '//total/text()')}} ¦ \"12.50\"",
        "{{eq (xPath request.body '//total/text()') 12.5}} ¦ true",
        // SOAP
        "{{soapXPath request.body '/Order/total/text()'}} ¦ 12.50",
        "{{soapXPath request.body 'Order/@id'}} ¦ 31",
        "{{soapXPath request.body '/m:Order/m:Item/@sku'}} ¦ b",
        "<{{soapXPath request.body '/Envelope'}}> ¦ <>",
        "{{soapXPath '<Envelope><Body><a><test>t</test></a></Body></Envelope>' '/a/test/text()'}} ¦ t",
        // small ones
        "{{xPath '<a:b>undeclared</a:b>' '/b/text()'}} ¦ undeclared",
        "{{xPath '<a x=\"1\" p:x=\"2\" />' '/a/@x'}} ¦ 1",
        "{{xPath '<a>1<!--c-->2<?pi x?></a>' '/a/comment()'}}{{xPath '<a>1<!--c-->2</a>' 'string(/a)'}} ¦ c12",
        "{{xPath '<a/>' '/'}} ¦ <a/>",
        "{{xPath '<a>\uFEFFx</a>' '/a/text()'}} ¦ \uFEFFx",
        "{{xPath '<a xml:lang=\"de\"/>' '/a/@xml:lang'}} ¦ de",
      })
  void findsWhatThePathSays(String template, String expected) {
    assertThat(render(template, soap())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "{{formatXml '<a ><b>wh</b ></a>'}} ¦ '<a>~  <b>wh</b>~</a>~'",
        "{{#formatXml}}~<a><b~>wh</b></a~>~{{/formatXml}} ¦ '<a>~  <b>wh</b>~</a>~'",
        "{{formatXml '<a>~  <b> w h </b>~~</a>' format='compact'}} ¦ '<a><b> w h </b></a>'",
        "{{formatXml '<a><b/>text<c/></a>'}} ¦ '<a><b/>text<c/></a>~'",
        "{{formatXml '<a xml:space=\"preserve\"> <b/> </a>'}} ¦ '<a xml:space=\"preserve\"> <b/> </a>~'",
        "{{formatXml '<p:a xmlns:p=\"urn:p\" k=\"&lt;&quot;&#10;\"><!--c--><?pi d?><p:b/></p:a>'}} ¦ '<p:a k=\"&lt;&quot;&#10;\" xmlns:p=\"urn:p\">~  <!--c-->~  <?pi d?>~  <p:b/>~</p:a>~'",
        "{{formatXml '<?xml version=\"1.0\" encoding=\"latin1\"?><!--top--><a>&amp;&#13;é</a>'}} ¦ '<!--top-->~<a>&amp;&#13;é</a>~'",
        "<{{formatXml ' '}}> ¦ <>",
      })
  void printsXmlAnew(String template, String expected) {
    assertThat(render(template.replace('~', '\n'))).isEqualTo(expected.replace('~', '\n'));
  }

  @Test
  void printedXmlReadsAsTheSame() {
    String once = render("{{formatXml request.body}}", soap());
    FakeRequest again = FakeRequest.to("/").body(once);

    assertThat(render("{{formatXml request.body}}", again)).isEqualTo(once);
    assertThat(render("{{xPath request.body 'string(//Item[2])'}}", again)).isEqualTo("<raw>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\"><a/>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x\"> %p;]><a/>",
        "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>",
      })
  void documentTypeIsRefusedWithAllItCouldDo(String xml) {
    FakeRequest hostile = FakeRequest.to("/").body(xml);

    assertThat(failure("{{xPath request.body '/a'}}", hostile)).contains("document type");
    assertThat(failure("{{soapXPath request.body '/a'}}", hostile)).contains("document type");
    assertThat(failure("{{xPath request.body '//x:a'}}", hostile)).contains("document type");
    assertThat(failure("{{formatXml request.body}}", hostile)).contains("document type");
  }

  @Test
  void includedDocumentIsNotFetched() {
    String include =
        "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='/etc/hostname' parse='text'/></a>";
    FakeRequest hostile = FakeRequest.to("/").body(include);

    assertThat(render("<{{xPath request.body 'string(/a)'}}>", hostile)).isEqualTo("<>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sEcReT",
        "<sEcReT>",
        "<a>&sEcReT;</a>",
        "<a></b>",
        "{\"a\":1}",
        "<a/><b/>",
        "<a b=1/>",
        "<a b='1' b='2'/>",
        "<a>\u0001</a>",
        "<?xml version='1.0'?>",
      })
  void whatIsNotXmlGivesUpQuietly(String body) {
    FakeRequest broken = FakeRequest.to("/").body(body);
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(failure("{{xPath request.body '/a'}}", broken)).isEqualTo("the text is not XML");
      assertThat(failure("{{formatXml request.body}}", broken)).isEqualTo("the text is not XML");
    } finally {
      System.setErr(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"//a[", "foo(1)", "a b", "//*[", "1 +", "'", "document('file:///')"})
  void whatIsNoXPathGivesUp(String path) {
    FakeRequest request = FakeRequest.to("/").header("X-Path", path).body("<a/>");

    assertThat(failure("{{xPath request.body request.headers.X-Path}}", request))
        .contains("XPath")
        .doesNotContain("file:");
  }

  @Test
  void largeAndDeepDocumentsAreRefused() {
    FakeRequest wide = FakeRequest.to("/").body("<r>" + "<a/>".repeat(60_000) + "</r>");
    FakeRequest deep = FakeRequest.to("/").body("<a>".repeat(600) + "</a>".repeat(600));
    FakeRequest longest = FakeRequest.to("/").body("<a>" + "x".repeat(1 << 20) + "</a>");
    FakeRequest manyAttributes =
        FakeRequest.to("/")
            .body(
                "<a"
                    + IntStream.range(0, 50_000)
                        .mapToObj(i -> " a" + i + "=''")
                        .collect(java.util.stream.Collectors.joining())
                    + "/>");

    for (FakeRequest request : new FakeRequest[] {wide, deep, longest, manyAttributes}) {
      assertThat(failure("{{xPath request.body '/a'}}", request)).contains("XML");
      assertThat(failure("{{formatXml request.body}}", request)).contains("XML");
    }
  }

  @Test
  void lookingManyTimesIsBoundedAsAllElse() {
    FakeRequest large = FakeRequest.to("/").body("<r>" + "<a>1</a>".repeat(20_000) + "</r>");

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            assertThat(
                    failure(
                        "{{#each (range 1 9999)}}{{xPath request.body 'count(//a)'}}{{/each}}",
                        large))
                .contains("too many steps"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16", "UTF-8"})
  void encodingIsTheOneThatTheDocumentDeclares(String charset) {
    String xml = "<?xml version=\"1.0\" encoding=\"" + charset + "\"?><a>Zoë</a>";
    FakeRequest request =
        FakeRequest.to("/")
            .header("Content-Type", "application/xml")
            .body(xml.getBytes(Charset.forName(charset)));

    assertThat(render("{{xPath request.body '/a/text()'}}", request)).isEqualTo("Zoë");
  }

  @Test
  void charsetOfTheTypeIsStrongerThanTheDeclaration() {
    String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>Zoë</a>";
    FakeRequest request =
        FakeRequest.to("/")
            .header("Content-Type", "application/xml; charset=\"iso-8859-1\"")
            .body(xml.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(render("{{xPath request.body '/a/text()'}}", request)).isEqualTo("Zoë");
  }

  @Test
  void manyThreadsFollowTheSamePathsInTheirOwnDocuments() throws Exception {
    Template template =
        TemplateKit.ENGINE.compile(
            "{{xPath request.body '/a/b/text()'}}{{xPath request.body '//p:c/@k'}}"
                + "{{formatXml request.body format='compact'}}");

    IntStream.range(0, 2_000)
        .parallel()
        .forEach(
            n -> {
              String xml =
                  "<a xmlns:p=\"urn:" + n % 7 + "\"><b>" + n + "</b><p:c k=\"" + n + "\"/></a>";
              try {
                Rendering rendering = new Rendering(FakeRequest.to("/").body(xml), true);
                assertThat(template.render(rendering)).isEqualTo("" + n + n + xml);
              } catch (RenderException e) {
                throw new AssertionError(e);
              }
            });
  }

  @Test
  void markupEscapesWhatAnXPathFinds() throws Exception {
    Template html = TemplateKit.ENGINE.compileMarkup("{{xPath request.body '//Item[2]/text()'}}");

    assertThat(html.render(new Rendering(soap(), true))).isEqualTo("&lt;raw&gt;");
  }
}
