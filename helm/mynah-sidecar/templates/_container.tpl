{{/* The containers themselves. mynah inject makes the same ones; a test of this repository compares them. */}}

{{- define "mynah-sidecar.agent" -}}
{{- $sidecar := index .Values "mynah-sidecar" -}}
{{- include "mynah-sidecar.check" . -}}
- name: mynah
  {{- include "mynah-sidecar.start" . | nindent 2 }}
  args: [agent, --config, /etc/mynah, --data, /var/lib/mynah]
  env:
    {{- $own := list
      (dict "name" "MYNAH_LISTEN_HOST" "value" "127.0.0.1")
      (dict "name" "MYNAH_LISTEN_PORT" "value" (toString $sidecar.ports.traffic))
      (dict "name" "MYNAH_ADMIN_LISTEN_HOST" "value" $sidecar.adminHost)
      (dict "name" "MYNAH_ADMIN_LISTEN_PORT" "value" (toString $sidecar.ports.admin)) }}
    {{- if $sidecar.exporter.enabled }}
    {{- $own = append $own (dict "name" "MYNAH_JOURNAL_MODE" "value" "on") }}
    {{- end }}
    {{- if not (include "mynah-sidecar.native" .) }}
    {{- $own = append $own (dict "name" "MYNAH_DRAIN_DELAY" "value" $sidecar.drain.delay) }}
    {{- $own = append $own (dict "name" "MYNAH_DRAIN_TIMEOUT" "value" $sidecar.drain.timeout) }}
    {{- end }}
    {{- $own = append $own (dict "name" "JDK_JAVA_OPTIONS" "value" (include "mynah-sidecar.javaOptions" $sidecar.resources.limits.memory)) }}
    {{- include "mynah-sidecar.variables" (list $own $sidecar.extraEnv) | nindent 4 }}
  {{- include "mynah-sidecar.envFrom" . | nindent 2 }}
  ports:
    - name: mynah
      containerPort: {{ int $sidecar.ports.traffic }}
      protocol: TCP
    - name: mynah-admin
      containerPort: {{ int $sidecar.ports.admin }}
      protocol: TCP
  startupProbe:
    httpGet:
      path: /ready
      port: mynah-admin
    periodSeconds: 1
    timeoutSeconds: 5
    failureThreshold: 120
  readinessProbe:
    httpGet:
      path: /ready
      port: mynah-admin
    periodSeconds: 5
    timeoutSeconds: 5
    failureThreshold: 3
  livenessProbe:
    httpGet:
      path: /live
      port: mynah-admin
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 6
  resources:
    {{- toYaml $sidecar.resources | nindent 4 }}
  {{- include "mynah-sidecar.end" . | nindent 2 }}
{{- end -}}

{{/* Neither a startup nor a readiness probe: it must not hold up the application, nor take its pod out of service. */}}
{{- define "mynah-sidecar.exporter" -}}
{{- $sidecar := index .Values "mynah-sidecar" -}}
- name: mynah-exporter
  {{- include "mynah-sidecar.start" . | nindent 2 }}
  args: [exporter, --config, /etc/mynah, --data, /var/lib/mynah]
  env:
    {{- $own := list
      (dict "name" "MYNAH_ADMIN_LISTEN_HOST" "value" $sidecar.adminHost)
      (dict "name" "MYNAH_ADMIN_LISTEN_PORT" "value" (toString $sidecar.ports.exporter))
      (dict "name" "MYNAH_IDENTITY_POD" "valueFrom" (dict "fieldRef" (dict "fieldPath" "metadata.name")))
      (dict "name" "MYNAH_IDENTITY_NAMESPACE" "valueFrom" (dict "fieldRef" (dict "fieldPath" "metadata.namespace")))
      (dict "name" "MYNAH_IDENTITY_INSTANCE" "value" (printf "$(MYNAH_IDENTITY_POD):%d" (int $sidecar.ports.admin)))
      (dict "name" "JDK_JAVA_OPTIONS" "value" (include "mynah-sidecar.javaOptions" $sidecar.exporter.resources.limits.memory)) }}
    {{- include "mynah-sidecar.variables" (list $own $sidecar.extraEnv) | nindent 4 }}
  {{- include "mynah-sidecar.envFrom" . | nindent 2 }}
  ports:
    - name: mynah-exporter
      containerPort: {{ int $sidecar.ports.exporter }}
      protocol: TCP
  livenessProbe:
    httpGet:
      path: /live
      port: mynah-exporter
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 6
  resources:
    {{- toYaml $sidecar.exporter.resources | nindent 4 }}
  {{- include "mynah-sidecar.end" . | nindent 2 }}
{{- end -}}

{{- define "mynah-sidecar.start" -}}
{{- $sidecar := index .Values "mynah-sidecar" -}}
image: {{ include "mynah-sidecar.image" . | quote }}
{{- with $sidecar.image.pullPolicy }}
imagePullPolicy: {{ . }}
{{- end }}
{{- if include "mynah-sidecar.native" . }}
restartPolicy: Always
{{- end }}
{{- end -}}

{{- define "mynah-sidecar.end" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  readOnlyRootFilesystem: true
  allowPrivilegeEscalation: false
  capabilities:
    drop: [ALL]
  seccompProfile:
    type: RuntimeDefault
terminationMessagePolicy: FallbackToLogsOnError
volumeMounts:
  - name: mynah-data
    mountPath: /var/lib/mynah
  - name: mynah-tmp
    mountPath: /tmp
  - name: mynah-config
    mountPath: /etc/mynah
    readOnly: true
  {{- with (index .Values "mynah-sidecar").extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "mynah-sidecar.envFrom" -}}
{{- with (index .Values "mynah-sidecar").extraEnvFrom -}}
envFrom:
  {{- toYaml . | nindent 2 }}
{{- end -}}
{{- end -}}

{{/* Own variables, those of the values in their place or behind them. Takes a list of both. */}}
{{- define "mynah-sidecar.variables" -}}
{{- $own := index . 0 -}}
{{- $extra := index . 1 -}}
{{- $all := list -}}
{{- range $variable := $own -}}
{{- $used := $variable -}}
{{- range $extra }}{{ if eq .name $variable.name }}{{ $used = . }}{{ end }}{{ end -}}
{{- $all = append $all $used -}}
{{- end -}}
{{- range $variable := $extra -}}
{{- $known := false -}}
{{- range $own }}{{ if eq .name $variable.name }}{{ $known = true }}{{ end }}{{ end -}}
{{- if not $known }}{{ $all = append $all $variable }}{{ end -}}
{{- end -}}
{{- toYaml $all -}}
{{- end -}}
