{{/* The chart's name. */}}
{{- define "mynah.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* The name of all objects: short enough for what is put after it. */}}
{{- define "mynah.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels that never change: those by which pods are found. */}}
{{- define "mynah.selectorLabels" -}}
app.kubernetes.io/name: {{ include "mynah.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "mynah.labels" -}}
{{ include "mynah.selectorLabels" . }}
app.kubernetes.io/component: {{ .Values.mode }}
app.kubernetes.io/part-of: mynah
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | trunc 63 | trimSuffix "-" | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "mynah.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "mynah.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "mynah.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{- printf "%s@%s" .repository .digest -}}
{{- else -}}
{{- printf "%s:%s" .repository (.tag | default $.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* "true" where there are pods, "" in mode monitoring. */}}
{{- define "mynah.workload" -}}
{{- if ne .Values.mode "monitoring" }}true{{ end -}}
{{- end -}}

{{/* "true" where the pod is a StatefulSet's. */}}
{{- define "mynah.stateful" -}}
{{- if and (include "mynah.workload" .) .Values.persistence.enabled }}true{{ end -}}
{{- end -}}

{{/* "true" where something is switched on; auto means: in mode monitoring. Called with a list of root and value. */}}
{{- define "mynah.on" -}}
{{- $root := index . 0 -}}
{{- $value := index . 1 | toString -}}
{{- if or (eq $value "true") (and (eq $value "auto") (eq $root.Values.mode "monitoring")) }}true{{ end -}}
{{- end -}}

{{- define "mynah.adminPort" -}}
{{- if .Values.ports.admin -}}
{{- .Values.ports.admin -}}
{{- else if eq .Values.mode "exporter" -}}
9465
{{- else -}}
9464
{{- end -}}
{{- end -}}

{{/* Name of the Service's port that Ingress and route lead to. */}}
{{- define "mynah.publicPort" -}}
{{- if eq .Values.mode "exporter" }}admin{{ else }}http{{ end -}}
{{- end -}}

{{/* Most samples of one scrape: above what the ledger's families may come to, with room for the process's own. */}}
{{- define "mynah.sampleLimit" -}}
{{- add (div (mul (int .Values.metrics.seriesBudget) 5) 4) 1000 -}}
{{- end -}}
