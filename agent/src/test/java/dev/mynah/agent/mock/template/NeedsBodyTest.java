package dev.mynah.agent.mock.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeedsBodyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{request.body}}",
        "{{{ request.body }}}",
        "{{~request.[body]~}}",
        "{{this.request.body}}",
        "{{@root.request.bodyAsBase64}}",
        "{{request/body}}",
        "{{jsonPath request.body '$.a'}}",
        "{{trim (trim (trim request.body))}}",
        "{{#if (eq 1 (size request.body))}}x{{/if}}",
        "{{now format=(trim request.body)}}",
        "{{#if a}}{{else if request.body}}{{/if}}",
        "{{#with request}}{{body}}{{/with}}",
        "{{#request}}{{method}}{{/request}}",
        "{{toJson request}}",
        "{{lookup request 'method'}}",
        "{{lookup (lookup this 'request') 'method'}}",
        "{{lookup (lookup this request.path.[0]) 'body'}}",
        "{{#each request}}{{this}}{{/each}}",
        "{{! {{request.body}} not me }}{{request.body}}",
        "{{trim '}}'}}{{request.body}}",
        "{{#each request.pathSegments}}{{../request.body}}{{/each}}",
      })
  void isSeenWhereverTheBodyCanBeReached(String source) throws Exception {
    assertThat(TemplateKit.ENGINE.compile(source).needsBody()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the body of {{request.path.id}}",
        "{{request.headers.X-Body}}",
        "{{! request.body }}{{request.id}}",
        "{{!-- {{request.body}} --}}{{request.id}}",
        "{{#each request.pathSegments}}{{this}}{{@index}}{{/each}}",
        "{{now}} {{randomValue type='UUID'}}",
        "no tag at all: request.body",
        "{{trim 'my body is over the ocean'}}",
      })
  void isNotAskedForWithoutNeed(String source) throws Exception {
    assertThat(TemplateKit.ENGINE.compile(source).needsBody()).isFalse();
  }
}
