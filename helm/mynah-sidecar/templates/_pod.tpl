{{/* What goes into the pods of an application. Each template takes the root context: include "mynah-sidecar.volumes" . */}}

{{/* A label that the PodMonitor of the mynah chart looks for: for the pod template's metadata. */}}
{{- define "mynah-sidecar.labels" -}}
{{- if (index .Values "mynah-sidecar").enabled -}}
mynah.dev/sidecar: "true"
{{- end -}}
{{- end -}}

{{/* Items of initContainers, to stand before the application's own; nothing where the sidecar is not native. */}}
{{- define "mynah-sidecar.initContainers" -}}
{{- if and (index .Values "mynah-sidecar").enabled (include "mynah-sidecar.native" .) -}}
{{- include "mynah-sidecar.all" . -}}
{{- end -}}
{{- end -}}

{{/* Items of containers, to stand behind the application's own; nothing where the sidecar is native. */}}
{{- define "mynah-sidecar.containers" -}}
{{- if and (index .Values "mynah-sidecar").enabled (not (include "mynah-sidecar.native" .)) -}}
{{- include "mynah-sidecar.all" . -}}
{{- end -}}
{{- end -}}

{{/* The same as initContainers, for pods that end: refuses a sidecar that would keep them from it. */}}
{{- define "mynah-sidecar.jobInitContainers" -}}
{{- if (index .Values "mynah-sidecar").enabled -}}
{{- if not (include "mynah-sidecar.native" .) -}}
{{- fail (printf "\n\nmynah-sidecar: a Job needs a native sidecar, any other would keep it from ever ending (expected Kubernetes 1.29 or newer and mynah-sidecar.native: auto or true; found Kubernetes %s and native: %v)\n" .Capabilities.KubeVersion.Version (index .Values "mynah-sidecar").native) -}}
{{- end -}}
{{- include "mynah-sidecar.all" . -}}
{{- end -}}
{{- end -}}

{{/* Native containers end in reverse order: an exporter before the agent ends after it, and reads its last frame. */}}
{{- define "mynah-sidecar.all" -}}
{{- $exporter := (index .Values "mynah-sidecar").exporter.enabled -}}
{{- $native := include "mynah-sidecar.native" . -}}
{{- if and $exporter $native }}
{{- include "mynah-sidecar.exporter" . }}
{{ end }}
{{- include "mynah-sidecar.agent" . }}
{{- if and $exporter (not $native) }}
{{ include "mynah-sidecar.exporter" . }}
{{- end }}
{{- end -}}

{{/* Items of volumes. */}}
{{- define "mynah-sidecar.volumes" -}}
{{- $sidecar := index .Values "mynah-sidecar" -}}
{{- if $sidecar.enabled -}}
- name: mynah-data
  emptyDir:
    sizeLimit: {{ $sidecar.data.sizeLimit | default (ternary "512Mi" "192Mi" $sidecar.exporter.enabled) }}
- name: mynah-tmp
  emptyDir:
    sizeLimit: 64Mi
- name: mynah-config
  configMap:
    name: {{ include "mynah-sidecar.configMapName" . }}
{{- end -}}
{{- end -}}

{{/* Items of env, for the application's containers: where each dependency is found now. */}}
{{- define "mynah-sidecar.env" -}}
{{- $sidecar := index .Values "mynah-sidecar" -}}
{{- if $sidecar.enabled -}}
{{- include "mynah-sidecar.checkUpstreams" . -}}
{{- range $name, $upstream := $sidecar.upstreams }}
{{- $given := $upstream }}
{{- if kindIs "string" $upstream }}{{ $given = dict "env" $upstream }}{{ end }}
- name: {{ $given.env }}
  value: {{ printf "http://127.0.0.1:%d%s" (int ($given.port | default $sidecar.ports.traffic)) ($given.path | default "") | quote }}
{{- end }}
{{- end -}}
{{- end -}}

{{/* The ConfigMap of config.files, as a whole object; nothing where there is one already. */}}
{{- define "mynah-sidecar.configMap" -}}
{{- $sidecar := index .Values "mynah-sidecar" -}}
{{- if and $sidecar.enabled (not $sidecar.config.existingConfigMap) -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "mynah-sidecar.configMapName" . }}
  namespace: {{ .Release.Namespace }}
  labels:
    app.kubernetes.io/managed-by: {{ .Release.Service }}
    app.kubernetes.io/instance: {{ .Release.Name }}
data:
  {{- include "mynah-sidecar.files" . | fromJson | toYaml | nindent 2 }}
{{- end -}}
{{- end -}}

{{/* What the ConfigMap with the configuration is called. */}}
{{- define "mynah-sidecar.configMapName" -}}
{{- $config := (index .Values "mynah-sidecar").config -}}
{{- $files := include "mynah-sidecar.files" . | fromJson -}}
{{- if and $files $config.existingConfigMap -}}
{{- fail "\n\nmynah-sidecar.config: files and existingConfigMap (expected one of them)\n" -}}
{{- else if $config.existingConfigMap -}}
{{- $config.existingConfigMap -}}
{{- else if $files -}}
{{- printf "%s-mynah" (.Release.Name | trunc 57 | trimSuffix "-") -}}
{{- else -}}
{{- fail "\n\nmynah-sidecar.config: nothing (expected files, such as files: {mynah.yaml: \"...\"}, or existingConfigMap)\n" -}}
{{- end -}}
{{- end -}}
