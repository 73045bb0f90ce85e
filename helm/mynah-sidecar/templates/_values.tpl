{{/* What follows from the values, and what is wrong with them. */}}

{{/* "true" where the sidecar is an init container that goes on running. */}}
{{- define "mynah-sidecar.native" -}}
{{- $native := toString (index .Values "mynah-sidecar").native -}}
{{- $possible := semverCompare ">=1.29.0-0" .Capabilities.KubeVersion.Version -}}
{{- if and (eq $native "true") (not $possible) -}}
{{- fail (printf "\n\nmynah-sidecar.native: true, and Kubernetes %s has no native sidecars (expected 1.29 or newer, or native: auto)\n" .Capabilities.KubeVersion.Version) -}}
{{- end -}}
{{- if or (eq $native "true") (and (eq $native "auto") $possible) }}true{{ end -}}
{{- end -}}

{{/* The image; the tag is this library's appVersion unless it is said otherwise. */}}
{{- define "mynah-sidecar.image" -}}
{{- $image := (index .Values "mynah-sidecar").image -}}
{{- if not $image.repository -}}
{{- fail "\n\nmynah-sidecar.image.repository: nothing (there is no default image). Build one and push it, docs/image.md says how, then\n  --set mynah-sidecar.image.repository=registry.example.com/mynah\n" -}}
{{- end -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $image.repository $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $image.repository ($image.tag | default (index .Subcharts "mynah-sidecar").Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{/* What the JVM is told of a memory limit. */}}
{{- define "mynah-sidecar.javaOptions" -}}
{{- $limit := int (regexFind "^[0-9]+" .) -}}
{{- if hasSuffix "Gi" . }}{{ $limit = mul $limit 1024 | int }}{{ end -}}
{{- $total := sub $limit (div $limit 6) | int -}}
{{- if lt $total 112 -}}
{{- fail (printf "\n\nmynah-sidecar: a memory limit of %s leaves %d MiB for the process (expected 112 or more, which 134Mi leave)\n" . $total) -}}
{{- end -}}
{{- $rest := sub $total 72 | int -}}
{{- $heap := div (mul $rest 5) 8 | int -}}
{{- printf "-Xmx%dm -XX:MaxDirectMemorySize=%dm -Dmynah.memory=%dm" $heap (sub $rest $heap | int) $total -}}
{{- end -}}

{{/* The configuration files as JSON, without those that a null took away. */}}
{{- define "mynah-sidecar.files" -}}
{{- $files := dict -}}
{{- range $name, $text := (index .Values "mynah-sidecar").config.files -}}
{{- if $text }}{{ $_ := set $files $name $text }}{{ end -}}
{{- end -}}
{{- toJson $files -}}
{{- end -}}

{{/* Fails with a sentence where values contradict each other. */}}
{{- define "mynah-sidecar.check" -}}
{{- $sidecar := index .Values "mynah-sidecar" -}}
{{- $ports := list $sidecar.ports.traffic $sidecar.ports.admin $sidecar.ports.exporter -}}
{{- if ne (len (uniq $ports)) 3 -}}
{{- fail (printf "\n\nmynah-sidecar.ports: %v (expected three different ones)\n" $ports) -}}
{{- end -}}
{{- range $sidecar.extraEnv -}}
{{- if has .name (list "MYNAH_LISTEN_HOST" "MYNAH_LISTEN_PORT" "MYNAH_ADMIN_LISTEN_HOST" "MYNAH_ADMIN_LISTEN_PORT" "JDK_JAVA_OPTIONS") -}}
{{- fail (printf "\n\nmynah-sidecar.extraEnv: %s follows from ports, adminHost and the memory limit (expected another variable)\n" .name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Compares upstreams of the values with those of the configuration, where the values have it. */}}
{{- define "mynah-sidecar.checkUpstreams" -}}
{{- $sidecar := index .Values "mynah-sidecar" -}}
{{- $known := dict -}}
{{- $listening := dict -}}
{{- $files := include "mynah-sidecar.files" . | fromJson -}}
{{- range $file, $text := $files -}}
{{- if or (hasSuffix ".yaml" $file) (hasSuffix ".yml" $file) (hasSuffix ".json" $file) -}}
{{- $read := fromYaml $text -}}
{{- range $name, $upstream := ($read.upstreams | default dict) }}{{ $_ := set $known $name true }}{{ end -}}
{{- range ($read.listeners | default list) }}{{ if .to }}{{ $_ := set $listening (printf "%s %v" .to .port) true }}{{ end }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if $files -}}
{{- range $name, $upstream := $sidecar.upstreams -}}
{{- if not (hasKey $known $name) -}}
{{- fail (printf "\n\nmynah-sidecar.upstreams.%s: config.files declare no such upstream (found: %s)\n" $name (keys $known | sortAlpha | join ", " | default "none")) -}}
{{- end -}}
{{- if and (kindIs "map" $upstream) (hasKey $upstream "port") -}}
{{- if not (hasKey $listening (printf "%s %v" $name (int $upstream.port))) -}}
{{- fail (printf "\n\nmynah-sidecar.upstreams.%s.port: %d (expected a listener in config.files: listeners: [{port: %d, to: %s}])\n" $name (int $upstream.port) (int $upstream.port) $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
