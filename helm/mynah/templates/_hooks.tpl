{{/* A Job that runs our image once, before installation and upgrade. Called with a dict of root, name, weight, args, env and mounts. */}}
{{- define "mynah.hookJob" -}}
{{- $job := . -}}
{{- with .root -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "mynah.fullname" . }}-{{ $job.name }}
  namespace: {{ .Release.Namespace }}
  labels:
    {{- include "mynah.labels" . | nindent 4 }}
  annotations:
    {{- include "mynah.hook" $job.weight | nindent 4 }}
spec:
  backoffLimit: {{ $job.retries }}
  activeDeadlineSeconds: 600
  template:
    metadata:
      labels:
        app.kubernetes.io/name: {{ include "mynah.name" . }}-{{ $job.name }}
        app.kubernetes.io/instance: {{ .Release.Name }}
        app.kubernetes.io/component: {{ $job.name }}
    spec:
      restartPolicy: Never
      {{- include "mynah.podBasics" . | nindent 6 }}
      {{- with include "mynah.stubContainer" . }}
      {{- if $job.config }}
      initContainers:
        {{- . | nindent 8 }}
      {{- end }}
      {{- end }}
      containers:
        {{- include "mynah.container" (dict "root" . "name" $job.name "args" $job.args "there" false) | nindent 8 }}
          volumeMounts:
            {{- if $job.config }}
            {{- include "mynah.readMounts" . | nindent 12 }}
            {{- else }}
            - name: mynah-tmp
              mountPath: /tmp
            {{- with .Values.extraVolumeMounts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
            {{- end }}
      volumes:
        {{- if $job.config }}
        {{- include "mynah.readVolumes" (list . "-check") | nindent 8 }}
        {{- else }}
        - name: mynah-tmp
          emptyDir:
            sizeLimit: 64Mi
        {{- with .Values.extraVolumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- end }}
{{- end -}}
{{- end -}}

{{/* Annotations of what runs before installation and upgrade. Called with the weight. */}}
{{- define "mynah.hook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: {{ . | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}
