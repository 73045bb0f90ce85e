{{/* The projected volume of the configuration. Called with a list of root and the suffix of the objects' names. */}}
{{- define "mynah.configVolume" -}}
{{- $root := index . 0 -}}
{{- $suffix := index . 1 -}}
{{- $name := printf "%s%s" (include "mynah.fullname" $root) $suffix -}}
{{- with $root -}}
- name: mynah-config
  projected:
    sources:
      - configMap:
          name: {{ $name }}-own
{{- if .Values.config.existingConfigMap }}
      - configMap:
          name: {{ .Values.config.existingConfigMap }}
{{- else if .Values.config.existingSecret }}
      - secret:
          name: {{ .Values.config.existingSecret }}
{{- else if .Values.config.files }}
      - {{ ternary "secret" "configMap" (eq .Values.config.storeAs "Secret") }}:
          name: {{ $name }}-config
{{- end }}
{{- if or .Values.stubs.files .Values.stubs.binaryFiles }}
      - configMap:
          name: {{ $name }}-stubs
          items:
{{- range $file, $text := .Values.stubs.files }}
            - key: {{ $file }}
              path: files/{{ $file }}
{{- end }}
{{- range $file, $text := .Values.stubs.binaryFiles }}
            - key: {{ $file }}
              path: files/{{ $file }}
{{- end }}
{{- end }}
{{- end -}}
{{- end -}}

{{- define "mynah.stubVolume" -}}
{{- with .Values.stubs -}}
{{- if .existingConfigMap -}}
- name: mynah-stubs
  configMap:
    name: {{ .existingConfigMap }}
{{- else if .existingClaim -}}
- name: mynah-stubs
  persistentVolumeClaim:
    claimName: {{ .existingClaim }}
    readOnly: true
{{- else if .image.reference -}}
- name: mynah-stubs
  image:
    reference: {{ .image.reference }}
    pullPolicy: {{ .image.pullPolicy }}
{{- else if .initContainer -}}
- name: mynah-stubs
  emptyDir:
    sizeLimit: {{ .sizeLimit }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What every container of ours mounts to read. */}}
{{- define "mynah.readMounts" -}}
- name: mynah-config
  mountPath: /etc/mynah
  readOnly: true
{{- if include "mynah.stubVolume" . }}
- name: mynah-stubs
  mountPath: /stubs
  readOnly: true
{{- end }}
{{- if .Values.tls.existingSecret }}
- name: mynah-tls
  mountPath: /etc/mynah-tls
  readOnly: true
{{- end }}
- name: mynah-tmp
  mountPath: /tmp
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Volumes that are there without the release's own data. Called like mynah.configVolume. */}}
{{- define "mynah.readVolumes" -}}
{{- $root := index . 0 -}}
{{ include "mynah.configVolume" . }}
{{- with $root }}
{{- with include "mynah.stubVolume" . }}
{{ . }}
{{- end }}
{{- if .Values.tls.existingSecret }}
- name: mynah-tls
  secret:
    secretName: {{ .Values.tls.existingSecret }}
{{- end }}
- name: mynah-tmp
  emptyDir:
    sizeLimit: 64Mi
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}
{{- end -}}

{{/* An init container that fetches stubs. */}}
{{- define "mynah.stubContainer" -}}
{{- with .Values.stubs.initContainer -}}
- name: mynah-stubs
  {{- toYaml (omit . "name" "volumeMounts" "securityContext") | nindent 2 }}
  securityContext:
    {{- toYaml $.Values.securityContext | nindent 4 }}
  volumeMounts:
    - name: mynah-stubs
      mountPath: /stubs
    - name: mynah-tmp
      mountPath: /tmp
{{- end -}}
{{- end -}}

{{/* A container of our image. Called with a dict of root, name, args and there (see mynah.variables). */}}
{{- define "mynah.container" -}}
{{- $root := .root -}}
- name: {{ .name }}
  image: {{ include "mynah.image" $root | quote }}
  imagePullPolicy: {{ $root.Values.image.pullPolicy }}
  args:
    {{- toYaml .args | nindent 4 }}
  env:
    {{- include "mynah.variables" (list $root .there) | nindent 4 }}
  {{- with $root.Values.extraEnvFrom }}
  envFrom:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  resources:
    {{- include "mynah.resources" $root | nindent 4 }}
  securityContext:
    {{- toYaml $root.Values.securityContext | nindent 4 }}
{{- end -}}

{{/* Whether the configuration is checked in the pod; "" for no. */}}
{{- define "mynah.checkedInPod" -}}
{{- $check := .Values.config.check -}}
{{- if or (eq $check "initContainer") (and (eq $check "auto") (not (include "mynah.stateful" .))) }}true{{ end -}}
{{- end -}}

{{- define "mynah.args" -}}
{{- if eq .Values.mode "exporter" -}}
{{- $data := ternary "none" "/var/lib/mynah" (empty (include "mynah.hasData" .)) -}}
{{- toJson (list "exporter" "--config" "/etc/mynah" "--data" $data) -}}
{{- else -}}
{{- toJson (list (ternary "up" "agent" .Values.analytics.enabled) "--config" "/etc/mynah" "--data" "/var/lib/mynah") -}}
{{- end -}}
{{- end -}}

{{/* An exporter that only answers from a database keeps nothing. */}}
{{- define "mynah.hasData" -}}
{{- if or (eq .Values.mode "gateway") (include "mynah.embeddedStore" .) .Values.prometheusSource.url .Values.persistence.enabled }}true{{ end -}}
{{- end -}}

{{/* What pods of ours have in common, those of hooks included. */}}
{{- define "mynah.podBasics" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- range $key := list "nodeSelector" "affinity" "tolerations" "priorityClassName" "runtimeClassName" "hostAliases" "dnsPolicy" "dnsConfig" }}
{{- with index $.Values $key }}
{{ $key }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "mynah.probe" -}}
{{- $probe := index . 1 -}}
httpGet:
  path: {{ index . 0 }}
  port: admin
periodSeconds: {{ $probe.periodSeconds }}
failureThreshold: {{ $probe.failureThreshold }}
timeoutSeconds: {{ $probe.timeoutSeconds }}
{{- end -}}

{{/* The container that stays, with ports, probes and mounts. */}}
{{- define "mynah.mainContainer" -}}
{{ include "mynah.container" (dict "root" . "name" "mynah" "args" (include "mynah.args" . | fromJsonArray) "there" true) }}
  ports:
    {{- if eq .Values.mode "gateway" }}
    - name: http
      containerPort: {{ .Values.ports.http }}
      protocol: TCP
    {{- range .Values.ports.extra }}
    - name: {{ .name }}
      containerPort: {{ .port }}
      protocol: TCP
    {{- end }}
    {{- end }}
    - name: admin
      containerPort: {{ include "mynah.adminPort" . }}
      protocol: TCP
  startupProbe:
    {{- include "mynah.probe" (list "/live" .Values.probes.startup) | nindent 4 }}
  livenessProbe:
    {{- include "mynah.probe" (list "/live" .Values.probes.liveness) | nindent 4 }}
  readinessProbe:
    {{- include "mynah.probe" (list "/ready" .Values.probes.readiness) | nindent 4 }}
  volumeMounts:
    {{- include "mynah.readMounts" . | nindent 4 }}
    {{- if include "mynah.hasData" . }}
    - name: mynah-data
      mountPath: /var/lib/mynah
    {{- end }}
{{- end -}}

{{/* The pod of a Deployment or StatefulSet. */}}
{{- define "mynah.podTemplate" -}}
metadata:
  annotations:
    {{- if .Values.config.restartOnChange }}
    checksum/config: {{ list .Values.config.files .Values.stubs.files .Values.stubs.binaryFiles | toJson | sha256sum }}
    {{- end }}
    checksum/own: {{ include "mynah.ownFile" . | sha256sum }}
    {{- with .Values.admin.tokens.values }}
    checksum/tokens: {{ toJson . | sha256sum }}
    {{- end }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  labels:
    {{- include "mynah.selectorLabels" . | nindent 4 }}
    app.kubernetes.io/component: {{ .Values.mode }}
    {{- with .Values.commonLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "mynah.serviceAccountName" . }}
  {{- include "mynah.podBasics" . | nindent 2 }}
  terminationGracePeriodSeconds: {{ include "mynah.gracePeriod" . }}
  {{- with include "mynah.spread" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- with include "mynah.initContainers" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
  containers:
    {{- include "mynah.mainContainer" . | nindent 4 }}
    {{- with .Values.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    {{- include "mynah.readVolumes" (list . "") | nindent 4 }}
    {{- if include "mynah.stateful" . }}
    - name: mynah-data
      persistentVolumeClaim:
        claimName: {{ .Values.persistence.existingClaim | default (printf "%s-data" (include "mynah.fullname" .)) }}
    {{- else if include "mynah.hasData" . }}
    - name: mynah-data
      emptyDir:
        sizeLimit: {{ include "mynah.dataSize" . }}
    {{- end }}
{{- end -}}

{{- define "mynah.spread" -}}
{{- $own := dict "labelSelector" (dict "matchLabels" (include "mynah.selectorLabels" . | fromYaml)) -}}
{{- $constraints := list -}}
{{- range .Values.topologySpreadConstraints -}}
{{- $constraints = append $constraints (ternary . (merge (deepCopy .) $own) (hasKey . "labelSelector")) -}}
{{- end -}}
{{- if $constraints -}}
{{- toYaml (dict "topologySpreadConstraints" $constraints) -}}
{{- end -}}
{{- end -}}

{{- define "mynah.initContainers" -}}
{{- if or .Values.extraInitContainers .Values.stubs.initContainer (include "mynah.checkedInPod" .) }}
initContainers:
  {{- with .Values.extraInitContainers }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- with include "mynah.stubContainer" . }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- if include "mynah.checkedInPod" . }}
  {{- include "mynah.container" (dict "root" . "name" "check" "args" (list "check" "/etc/mynah") "there" true) | nindent 2 }}
    volumeMounts:
      {{- include "mynah.readMounts" . | nindent 6 }}
  {{- end }}
{{- end }}
{{- end -}}
