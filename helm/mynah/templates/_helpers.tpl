{{/* The name of all objects. */}}
{{- define "mynah.fullname" -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
