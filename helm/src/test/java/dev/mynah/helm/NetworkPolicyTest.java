package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A policy lets in what the values name, and the release's own test. */
class NetworkPolicyTest {
  @Test
  void trafficAndAdminPortAreOpenedApart() {
    NetworkPolicy policy = policy(Values.of("gateway-public"));

    List<NetworkPolicyIngressRule> rules = policy.getSpec().getIngress();

    assertThat(rules).hasSize(2);
    assertThat(ports(rules.get(0))).containsExactly("http", "payments");
    assertThat(ports(rules.get(1))).containsExactly("admin");
    assertThat(rules.get(0).getFrom()).hasSize(1);
  }

  @Test
  void theTestOfTheReleaseMayAskToo() {
    TrialRelease release = Values.of("gateway-public");
    Pod test = release.render().get(Pod.class, "trial-mynah-test-ready");

    NetworkPolicyPeer last = policy(release).getSpec().getIngress().get(1).getFrom().get(1);

    assertThat(test.getMetadata().getLabels())
        .containsAllEntriesOf(last.getPodSelector().getMatchLabels());
  }

  @Test
  void withoutPeersEverybodyMayCome() {
    NetworkPolicy policy = policy(Values.of("gateway").set("networkPolicy.enabled=true"));

    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress");
    assertThat(policy.getSpec().getIngress())
        .allSatisfy(rule -> assertThat(rule.getFrom()).isEmpty());
  }

  @Test
  void whatLeavesIsNamedAndNamesMayBeLookedUp() {
    NetworkPolicy policy = policy(Values.of("gateway-public"));

    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getSpec().getEgress().get(0).getPorts())
        .extracting(port -> port.getPort().getIntVal() + port.getProtocol())
        .containsExactly("53UDP", "53TCP");
    assertThat(policy.getSpec().getEgress()).hasSize(2);
  }

  @Test
  void anExporterTakesNoTraffic() {
    NetworkPolicy policy = policy(Values.of("exporter").set("networkPolicy.enabled=true"));

    assertThat(policy.getSpec().getIngress()).hasSize(1);
    assertThat(ports(policy.getSpec().getIngress().get(0))).containsExactly("admin");
  }

  private static NetworkPolicy policy(TrialRelease release) {
    return release.render().only(NetworkPolicy.class);
  }

  private static List<String> ports(NetworkPolicyIngressRule rule) {
    return rule.getPorts().stream().map(port -> port.getPort().getStrVal()).toList();
  }
}
