{{/* Configuration and stub files. Called with a dict of root, suffix of the names, and annotations as YAML. */}}
{{- define "mynah.configObjects" -}}
{{- $name := printf "%s%s" (include "mynah.fullname" .root) .suffix -}}
{{- $annotations := .annotations -}}
{{- with .root -}}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}-own
  namespace: {{ .Release.Namespace }}
  labels:
    {{- include "mynah.labels" . | nindent 4 }}
  {{- with $annotations }}
  annotations:
    {{- . | nindent 4 }}
  {{- end }}
data:
  zz-mynah-chart.yaml: |
    {{- include "mynah.ownFile" . | nindent 4 }}
{{- if .Values.config.files }}
---
apiVersion: v1
kind: {{ .Values.config.storeAs }}
metadata:
  name: {{ $name }}-config
  namespace: {{ .Release.Namespace }}
  labels:
    {{- include "mynah.labels" . | nindent 4 }}
  {{- with $annotations }}
  annotations:
    {{- . | nindent 4 }}
  {{- end }}
{{ ternary "stringData" "data" (eq .Values.config.storeAs "Secret") }}:
  {{- range $file, $text := .Values.config.files }}
  {{ $file }}: {{ $text | toJson }}
  {{- end }}
{{- end }}
{{- if or .Values.stubs.files .Values.stubs.binaryFiles }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}-stubs
  namespace: {{ .Release.Namespace }}
  labels:
    {{- include "mynah.labels" . | nindent 4 }}
  {{- with $annotations }}
  annotations:
    {{- . | nindent 4 }}
  {{- end }}
{{- with .Values.stubs.files }}
data:
  {{- range $file, $text := . }}
  {{ $file }}: {{ $text | toJson }}
  {{- end }}
{{- end }}
{{- with .Values.stubs.binaryFiles }}
binaryData:
  {{- range $file, $text := . }}
  {{ $file }}: {{ $text | quote }}
  {{- end }}
{{- end }}
{{- end }}
{{- end -}}
{{- end -}}
