package dev.mynah.helm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.mynah.helm.monitoring.PodMonitor;
import dev.mynah.helm.monitoring.PrometheusRule;
import dev.mynah.helm.monitoring.ServiceMonitor;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads rendered objects as a strict server would: a field that the kind does not have, a key that
 * stands twice, a number where text belongs and a kind that is not known here are all refused.
 */
final class StrictObjects {
  private static final Map<String, Class<?>> KINDS = kinds();
  private static final YAMLMapper MAPPER = mapper();

  private StrictObjects() {}

  /** The documents of a YAML stream, without the empty ones. */
  static List<JsonNode> trees(String yaml) {
    List<JsonNode> trees = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = MAPPER.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        JsonNode tree = documents.next();
        if (!tree.isNull() && !tree.isMissingNode()) {
          trees.add(tree);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage() + "\nin\n" + yaml, e);
    }
    return trees;
  }

  /**
   * One document as the object it says it is.
   *
   * @throws IllegalArgumentException when it is not exactly that
   */
  static Object typed(JsonNode tree) {
    String kind = tree.path("apiVersion").asText() + " " + tree.path("kind").asText();
    Class<?> type = KINDS.get(kind);
    if (type == null) {
      throw new IllegalArgumentException("no model of the kind " + kind);
    }
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (IOException e) {
      String name = tree.path("metadata").path("name").asText();
      throw new IllegalArgumentException(kind + " " + name + ": " + e.getMessage(), e);
    }
  }

  static YAMLMapper mapper() {
    YAMLMapper mapper =
        YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .annotationIntrospector(new NoPlaceForTheUnknown())
            .build();
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  private static Map<String, Class<?>> kinds() {
    Map<String, Class<?>> kinds = new HashMap<>();
    for (Class<?> core :
        List.of(
            ConfigMap.class,
            PersistentVolumeClaim.class,
            Pod.class,
            Secret.class,
            Service.class,
            ServiceAccount.class)) {
      kinds.put("v1 " + core.getSimpleName(), core);
    }
    for (Class<?> apps : List.of(DaemonSet.class, Deployment.class, StatefulSet.class)) {
      kinds.put("apps/v1 " + apps.getSimpleName(), apps);
    }
    for (Class<?> monitoring :
        List.of(PodMonitor.class, PrometheusRule.class, ServiceMonitor.class)) {
      kinds.put("monitoring.coreos.com/v1 " + monitoring.getSimpleName(), monitoring);
    }
    kinds.put("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class);
    kinds.put("batch/v1 CronJob", CronJob.class);
    kinds.put("batch/v1 Job", Job.class);
    kinds.put("gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class);
    kinds.put("networking.k8s.io/v1 Ingress", Ingress.class);
    kinds.put("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class);
    kinds.put("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);
    kinds.put("rbac.authorization.k8s.io/v1 Role", Role.class);
    kinds.put("rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class);
    return Map.copyOf(kinds);
  }

  /** The models keep what they do not know in a map; here they have none. */
  private static final class NoPlaceForTheUnknown extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated a) {
      return false;
    }
  }
}
