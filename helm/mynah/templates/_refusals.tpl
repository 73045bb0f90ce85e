{{/* What the schema cannot say in a sentence that helps. Rendered before every workload. */}}
{{- define "mynah.refusals" -}}
{{- if include "mynah.workload" . -}}
{{- if not .Values.image.repository -}}
{{- $version := .Chart.AppVersion -}}
{{- $lines := list "image.repository is empty: there is no public image of Mynah. Build one, and push it where the cluster can pull it:" "" "  ./dist/image/build --tag REGISTRY/mynah:VERSION" "  docker load --input dist/image/target/mynah-image.tar && docker push REGISTRY/mynah:VERSION" "" "or, without an engine," "" "  skopeo copy oci-archive:dist/image/target/mynah-image.tar docker://REGISTRY/mynah:VERSION" "" "and install with" "" "  --set image.repository=REGISTRY/mynah --set image.tag=VERSION" "" "docs/image.md has more." -}}
{{- fail (printf "\n\n%s\n" (join "\n" $lines | replace "VERSION" $version)) -}}
{{- end -}}
{{- $configs := compact (list (ternary "config.files" "" (not (empty .Values.config.files))) (ternary "config.existingConfigMap" "" (not (empty .Values.config.existingConfigMap))) (ternary "config.existingSecret" "" (not (empty .Values.config.existingSecret)))) -}}
{{- if gt (len $configs) 1 -}}
{{- fail (printf "\n\n%s: the configuration comes from one of them\n" (join " and " $configs)) -}}
{{- end -}}
{{- if and (eq .Values.mode "gateway") (empty $configs) -}}
{{- fail "\n\nconfig.files is empty: a gateway without routes answers nothing. Give it a configuration, for instance\n\n  helm install ... --set-file config.files.mynah\\\\.yaml=mynah.yaml\n\nor name one with config.existingConfigMap or config.existingSecret.\n" -}}
{{- end -}}
{{- if and (eq .Values.mode "exporter") (not .Values.postgresql.existingSecret) (not .Values.prometheusSource.url) -}}
{{- fail "\n\nmode exporter: nothing to answer from. Set postgresql.existingSecret (where the exporters of pods write to) or prometheusSource.url.\n" -}}
{{- end -}}
{{- if and (eq .Values.mode "gateway") .Values.postgresql.existingSecret (not .Values.analytics.enabled) -}}
{{- fail "\n\npostgresql.existingSecret: a gateway writes to a database only with analytics.enabled=true\n" -}}
{{- end -}}
{{- if and (eq .Values.mode "gateway") .Values.prometheusSource.url -}}
{{- fail "\n\nprometheusSource.url: only mode exporter builds minutes from a Prometheus\n" -}}
{{- end -}}
{{- include "mynah.stubRefusals" . -}}
{{- end -}}
{{- end -}}

{{- define "mynah.stubRefusals" -}}
{{- $trees := compact (list .Values.stubs.existingConfigMap .Values.stubs.existingClaim .Values.stubs.image.reference (dig "image" "" .Values.stubs.initContainer)) -}}
{{- if gt (len $trees) 1 -}}
{{- fail "\n\nstubs: /stubs is one of existingConfigMap, existingClaim, image and initContainer\n" -}}
{{- end -}}
{{- if and .Values.stubs.image.reference (semverCompare "<1.31-0" .Capabilities.KubeVersion.Version) -}}
{{- fail (printf "\n\nstubs.image: image volumes need Kubernetes 1.31 or newer, this is %s; use stubs.initContainer or stubs.existingClaim\n" .Capabilities.KubeVersion.Version) -}}
{{- end -}}
{{- $bytes := 0 -}}
{{- range $name, $text := .Values.config.files }}{{ $bytes = add $bytes (len $text) }}{{ end -}}
{{- range $name, $text := .Values.stubs.files }}{{ $bytes = add $bytes (len $text) }}{{ end -}}
{{- range $name, $text := .Values.stubs.binaryFiles }}{{ $bytes = add $bytes (len $text) }}{{ end -}}
{{- if gt (int $bytes) 921600 -}}
{{- fail (printf "\n\nconfig.files and stubs have %d KiB (expected at most 900 KiB, since a ConfigMap holds 1 MiB). Put the tree of stubs on a volume (stubs.existingClaim), into an image (stubs.image.reference), or fetch it at the start (stubs.initContainer).\n" (div (int $bytes) 1024)) -}}
{{- end -}}
{{- end -}}
