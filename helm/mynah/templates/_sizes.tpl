{{/* A quantity of memory in whole MiB. */}}
{{- define "mynah.mebibytes" -}}
{{- $text := toString . -}}
{{- if hasSuffix "Gi" $text -}}
{{- mulf (trimSuffix "Gi" $text | float64) 1024 | floor | int64 -}}
{{- else if hasSuffix "Mi" $text -}}
{{- trimSuffix "Mi" $text | float64 | floor | int64 -}}
{{- else if hasSuffix "Ki" $text -}}
{{- divf (trimSuffix "Ki" $text | float64) 1024 | floor | int64 -}}
{{- else if hasSuffix "G" $text -}}
{{- divf (mulf (trimSuffix "G" $text | float64) 1000000000) 1048576 | floor | int64 -}}
{{- else if hasSuffix "M" $text -}}
{{- divf (mulf (trimSuffix "M" $text | float64) 1000000) 1048576 | floor | int64 -}}
{{- else -}}
{{- divf ($text | float64) 1048576 | floor | int64 -}}
{{- end -}}
{{- end -}}

{{/* The memory limit of the container. */}}
{{- define "mynah.memoryLimit" -}}
{{- if .Values.resources.limits.memory -}}
{{- .Values.resources.limits.memory -}}
{{- else -}}
{{- $least := 192 -}}
{{- if and (eq .Values.mode "gateway") .Values.analytics.enabled }}{{ $least = 264 }}{{ end -}}
{{- if .Values.redis.existingSecret }}{{ $least = add $least 48 }}{{ end -}}
{{- printf "%dMi" (int $least) -}}
{{- end -}}
{{- end -}}

{{/* What the JVM is told, from the limit: a sixth is left for what it does not count, 72 MiB are the JVM itself. */}}
{{- define "mynah.javaOptions" -}}
{{- $limit := int (include "mynah.mebibytes" (include "mynah.memoryLimit" .)) -}}
{{- $total := sub $limit (div $limit 6) -}}
{{- if lt (int $total) 112 -}}
{{- fail (printf "\n\nresources.limits.memory: %s leaves %d MiB for the process (expected 112 or more, which 135Mi leave)\n" (include "mynah.memoryLimit" .) (int $total)) -}}
{{- end -}}
{{- $rest := sub $total 72 -}}
{{- $heap := div (mul $rest 5) 8 -}}
{{- $options := printf "-Xmx%dm -XX:MaxDirectMemorySize=%dm -Dmynah.memory=%dm" $heap (sub $rest $heap) $total -}}
{{- printf "%s %s" $options .Values.javaOptions | trim -}}
{{- end -}}

{{- define "mynah.resources" -}}
{{- $memory := include "mynah.memoryLimit" . -}}
{{- $requests := merge (deepCopy .Values.resources.requests) (dict "memory" $memory) -}}
{{- $limits := merge (deepCopy .Values.resources.limits) (dict "memory" $memory) -}}
{{- toYaml (dict "requests" $requests "limits" $limits) -}}
{{- end -}}

{{/* Whether SQLite is the store of this release. */}}
{{- define "mynah.embeddedStore" -}}
{{- if and (or (eq .Values.mode "exporter") .Values.analytics.enabled) (not .Values.postgresql.existingSecret) }}true{{ end -}}
{{- end -}}

{{/*
Size of the data volume. A ledger that cannot be read is set aside twice at most, the last good
configuration has 64 MiB, and SQLite writes a log and rewrites pages besides its cap.
*/}}
{{- define "mynah.dataSize" -}}
{{- if .Values.data.sizeLimit -}}
{{- .Values.data.sizeLimit -}}
{{- else -}}
{{- $sum := 16 -}}
{{- with .Values.data -}}
{{- if eq $.Values.mode "gateway" -}}
{{- $sum = add $sum (mul 3 (int .ledgerMiB)) (int .journalMiB) (int .recordingsMiB) 64 -}}
{{- end -}}
{{- if include "mynah.embeddedStore" $ -}}
{{- $sum = add $sum (int .storeMiB) (div (int .storeMiB) 4) -}}
{{- end -}}
{{- end -}}
{{- printf "%dMi" (int $sum) -}}
{{- end -}}
{{- end -}}

{{/* Seconds until a leaving pod is killed. */}}
{{- define "mynah.gracePeriod" -}}
{{- $least := add (int .Values.drain.delaySeconds) (int .Values.drain.timeoutSeconds) 10 -}}
{{- $given := int .Values.terminationGracePeriodSeconds -}}
{{- if eq $given 0 -}}
{{- $least -}}
{{- else if lt $given (int $least) -}}
{{- fail (printf "\n\nterminationGracePeriodSeconds: %d (expected %d or more: drain.delaySeconds, drain.timeoutSeconds and 10 for the last counts)\n" $given (int $least)) -}}
{{- else -}}
{{- $given -}}
{{- end -}}
{{- end -}}
