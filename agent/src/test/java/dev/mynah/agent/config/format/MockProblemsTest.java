package dev.mynah.agent.config.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MockProblemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "headers: {Content-Length: '5'} ¦ mock.headers.Content-Length: 5 (expected no such header",
        "headers: {Date: 'now'} ¦ mock.headers.Date: now (expected no such header",
        "template: true, text: '{{#if x}}' ¦ mock.text: line 1: found: 'EOF'",
        "template: true, text: '{{request.querry.x}}' ¦ mock.text: line 1: a request has no querry",
        "template: true, json: {a: [1, '{{nope 1}}']} ¦ mock.json: json.a[1] line 1: could not find helper: 'nope'",
        "template: true, headers: {X-A: '{{systemValue key=1}}'} ¦ mock.headers.X-A: line 1: systemValue: templates.systemValues allows no name",
        "template: true, text: '{{xPath request.body \"//a[\"}}' ¦ mock.text: line 1: not an XPath: //a[ (expected",
        "status: 204, text: hello ¦ mock.status: 204 (expected a status that allows a body",
      })
  void checkFindsWhatCannotBeServed(String mock, String problem) {
    String yaml = Configs.route("id: a, match: {path: /a}, mock: {" + mock + "}");

    assertThat(Configs.problems(yaml)).singleElement().asString().contains(problem);
  }
}
