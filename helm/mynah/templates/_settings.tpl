{{/* A variable out of a Secret. Called with a list of name, Secret and key. */}}
{{- define "mynah.secretVariable" -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{ end -}}

{{/* Where the tokens are: the Secret's name, or nothing. */}}
{{- define "mynah.tokenSecret" -}}
{{- if .Values.admin.tokens.existingSecret -}}
{{- .Values.admin.tokens.existingSecret -}}
{{- else if .Values.admin.tokens.values -}}
{{- include "mynah.fullname" . }}-tokens
{{- end -}}
{{- end -}}

{{/* The keys of the tokens, as a JSON list. */}}
{{- define "mynah.tokenKeys" -}}
{{- if .Values.admin.tokens.existingSecret -}}
{{- toJson .Values.admin.tokens.keys -}}
{{- else -}}
{{- $keys := list -}}
{{- range $i, $token := .Values.admin.tokens.values -}}
{{- $keys = append $keys (printf "token-%d" $i) -}}
{{- end -}}
{{- toJson $keys -}}
{{- end -}}
{{- end -}}

{{/*
The chart's own file beside the configuration: lists, which have no variable. Lists of several files
are put one after the other, so what the configuration says itself stays.
*/}}
{{- define "mynah.ownFile" -}}
{{- $fullname := include "mynah.fullname" . -}}
{{- $hosts := list $fullname (printf "%s.%s" $fullname .Release.Namespace) (printf "%s.%s.svc" $fullname .Release.Namespace) (printf "%s.%s.svc.cluster.local" $fullname .Release.Namespace) -}}
{{- $origins := .Values.admin.allowedOrigins -}}
{{- if eq .Values.mode "exporter" -}}
{{- if .Values.ingress.enabled -}}
{{- range .Values.ingress.hosts -}}
{{- $hosts = append $hosts .host -}}
{{- end -}}
{{- range .Values.ingress.tls -}}
{{- range .hosts -}}
{{- $origins = append $origins (printf "https://%s" .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if .Values.route.enabled -}}
{{- $hosts = concat $hosts .Values.route.hostnames -}}
{{- end -}}
{{- end -}}
{{- $hosts = concat $hosts .Values.admin.allowedHosts | uniq -}}
{{- $admin := dict "allowedHosts" $hosts -}}
{{- if $origins -}}
{{- $_ := set $admin "allowedOrigins" (uniq $origins) -}}
{{- end -}}
{{- $tokens := list -}}
{{- if include "mynah.tokenSecret" . -}}
{{- range $i, $key := include "mynah.tokenKeys" . | fromJsonArray -}}
{{- $tokens = append $tokens (printf "${ADMIN_TOKEN_%d}" $i) -}}
{{- end -}}
{{- $_ := set $admin "tokens" $tokens -}}
{{- end -}}
{{- toYaml (dict "admin" $admin) -}}
{{- end -}}

{{/* Variables of the tokens. Called with a list of root and whether the Secret is there already. */}}
{{- define "mynah.tokenVariables" -}}
{{- $root := index . 0 -}}
{{- $there := index . 1 -}}
{{- if include "mynah.tokenSecret" $root -}}
{{- range $i, $key := include "mynah.tokenKeys" $root | fromJsonArray }}
{{- if or $there $root.Values.admin.tokens.existingSecret }}
{{ include "mynah.secretVariable" (list (printf "ADMIN_TOKEN_%d" $i) (include "mynah.tokenSecret" $root) $key) | trim }}
{{- else }}
- name: ADMIN_TOKEN_{{ $i }}
  value: stands-for-a-token-that-is-not-there-yet
{{- end }}
{{- end }}
{{- end -}}
{{- end -}}

{{/* Variables of the database. */}}
{{- define "mynah.storeVariables" -}}
{{- with .Values.postgresql -}}
{{- if .existingSecret -}}
{{- include "mynah.secretVariable" (list "MYNAH_STORE_URL" .existingSecret .urlKey) -}}
{{- if .readUrlKey }}{{ include "mynah.secretVariable" (list "MYNAH_STORE_READ_URL" .existingSecret .readUrlKey) }}{{ end -}}
{{- if .userKey }}{{ include "mynah.secretVariable" (list "MYNAH_STORE_USER" .existingSecret .userKey) }}{{ end -}}
{{- if .passwordKey }}{{ include "mynah.secretVariable" (list "MYNAH_STORE_PASSWORD" .existingSecret .passwordKey) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if include "mynah.embeddedStore" . }}
- name: MYNAH_STORE_SIZE
  value: {{ printf "%dMiB" (int .Values.data.storeMiB) }}
{{ end -}}
{{- end -}}

{{/* Variables of a Prometheus as the source. */}}
{{- define "mynah.sourceVariables" -}}
{{- with .Values.prometheusSource -}}
{{- if .url }}
- name: MYNAH_PROMETHEUS_SOURCE_URL
  value: {{ .url | quote }}
- name: MYNAH_PROMETHEUS_SOURCE_SELECTOR
  value: {{ .selector | quote }}
- name: MYNAH_PROMETHEUS_SOURCE_INTERVAL
  value: {{ .interval | quote }}
- name: MYNAH_PROMETHEUS_SOURCE_BACKFILL
  value: {{ .backfill | quote }}
- name: MYNAH_PROMETHEUS_SOURCE_TIMEOUT
  value: {{ .timeout | quote }}
{{ if .existingSecret -}}
{{- if .tokenKey }}{{ include "mynah.secretVariable" (list "MYNAH_PROMETHEUS_SOURCE_TOKEN" .existingSecret .tokenKey) }}{{ end -}}
{{- if .userKey }}{{ include "mynah.secretVariable" (list "MYNAH_PROMETHEUS_SOURCE_USER" .existingSecret .userKey) }}{{ end -}}
{{- if .passwordKey }}{{ include "mynah.secretVariable" (list "MYNAH_PROMETHEUS_SOURCE_PASSWORD" .existingSecret .passwordKey) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Variables of the way of a request. */}}
{{- define "mynah.trafficVariables" -}}
- name: MYNAH_LISTEN_HOST
  value: {{ .Values.listenHost | quote }}
- name: MYNAH_LISTEN_PORT
  value: {{ .Values.ports.http | quote }}
{{- if .Values.tls.existingSecret }}
- name: MYNAH_LISTEN_TLS_CERT_FILE
  value: /etc/mynah-tls/tls.crt
- name: MYNAH_LISTEN_TLS_KEY_FILE
  value: /etc/mynah-tls/tls.key
{{- if .Values.tls.clientCa }}
- name: MYNAH_LISTEN_TLS_CLIENT_CA_FILE
  value: /etc/mynah-tls/ca.crt
{{- end }}
{{- end }}
- name: MYNAH_DRAIN_DELAY
  value: {{ printf "%ds" (int .Values.drain.delaySeconds) }}
- name: MYNAH_DRAIN_TIMEOUT
  value: {{ printf "%ds" (int .Values.drain.timeoutSeconds) }}
- name: MYNAH_LEDGER_SIZE
  value: {{ printf "%dMiB" (int .Values.data.ledgerMiB) }}
- name: MYNAH_JOURNAL_SIZE
  value: {{ printf "%dMiB" (int .Values.data.journalMiB) }}
{{- with .Values.redis }}
{{- if .existingSecret }}
{{ include "mynah.secretVariable" (list "MYNAH_REDIS_URL" .existingSecret .urlKey) | trim }}
{{- end }}
{{- end }}
{{- end -}}

{{/* All variables. Called with a list of root and whether objects of the release are there already. */}}
{{- define "mynah.variables" -}}
{{- $root := index . 0 -}}
{{- with $root -}}
- name: JDK_JAVA_OPTIONS
  value: {{ include "mynah.javaOptions" . | quote }}
- name: MYNAH_ADMIN_LISTEN_HOST
  value: {{ .Values.listenHost | quote }}
- name: MYNAH_ADMIN_LISTEN_PORT
  value: {{ include "mynah.adminPort" . | quote }}
{{- if eq .Values.mode "gateway" }}
{{ include "mynah.trafficVariables" . }}
{{- end }}
{{- include "mynah.tokenVariables" (list . (index $ 1)) }}
- name: MYNAH_METRICS_PRESET
  value: {{ .Values.metrics.preset }}
- name: MYNAH_METRICS_SERIES_BUDGET
  value: {{ .Values.metrics.seriesBudget | int | quote }}
- name: MYNAH_LOG_FORMAT
  value: {{ .Values.log.format }}
- name: MYNAH_LOG_LEVEL
  value: {{ .Values.log.level }}
- name: MYNAH_LOG_ACCESS
  value: {{ .Values.log.access | quote }}
- name: MYNAH_IDENTITY_JOB
  value: {{ .Values.identity.job | default (include "mynah.fullname" .) | quote }}
- name: MYNAH_IDENTITY_WORKSPACE
  value: {{ .Values.identity.workspace | quote }}
{{- with .Values.identity.environment }}
- name: MYNAH_IDENTITY_ENVIRONMENT
  value: {{ . | quote }}
{{- end }}
- name: MYNAH_IDENTITY_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
- name: MYNAH_IDENTITY_POD
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- with include "mynah.storeVariables" . | trim }}
{{ . }}
{{- end }}
{{- with include "mynah.sourceVariables" . | trim }}
{{ . }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}
{{- end -}}
