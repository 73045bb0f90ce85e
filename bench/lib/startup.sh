# Time to the first answer, and resident memory.
# shellcheck shell=bash disable=SC2154

# A pause that starts no process.
exec {nap}<> <(:)
pause() { read -rt "$1" -u "$nap" _ || true; }

answers_200() { # answers_200 PORT PATH
  local line=
  { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&3
  read -rt 5 line <&3
  exec 3>&-
  [[ $line == "HTTP/1.1 200"* ]]
}

# A group whose members get this much processor time; prints its folder, or nothing where we may not.
quota_group() { # quota_group PERCENT
  local group
  for group in /sys/fs/cgroup/cpu /sys/fs/cgroup; do
    group=$group/mynah-bench-$$
    mkdir "$group" 2>/dev/null || continue
    if [ -e "$group/cpu.cfs_quota_us" ]; then
      echo 100000 >"$group/cpu.cfs_period_us"
      echo $(($1 * 1000)) >"$group/cpu.cfs_quota_us"
    elif ! echo "$(($1 * 1000)) 100000" 2>/dev/null >"$group/cpu.max"; then
      rmdir "$group"
      continue
    fi
    echo "$group"
    return
  done
}

# Starts by the launcher, in a group when one is given; sets $first_millis and $first_cpu_millis,
# the processor time that the launcher and the JVM had taken by then.
timed_start() { # timed_start COMMAND NAME CONFIG [GROUP]
  local port began i
  port=$(free_port)
  began=${EPOCHREALTIME/[.,]/}
  (
    [ -z "${4:-}" ] || echo "$BASHPID" >"$4/cgroup.procs"
    exec "$root/mynah" "$1" --config "$3" --port "$port" --admin-port 0 --data "$work/$2.data"
  ) >"$work/$2.log" 2>&1 &
  pids[$2]=$!
  urls[$2]=http://127.0.0.1:$port
  for ((i = 0; i < 12000; i++)); do
    if answers_200 "$port" /users/42; then
      first_millis=$(((${EPOCHREALTIME/[.,]/} - began) / 1000))
      first_cpu_millis=$(sed 's/.*) //' "/proc/${pids[$2]}/stat" | awk '{ print ($12 + $13 + $14 + $15) * 10 }')
      return
    fi
    kill -0 "${pids[$2]}" 2>/dev/null || break
    pause 0.005
  done
  cat "$work/$2.log" >&2
  die "$1 did not answer."
}

median_of() { printf '%s\n' "$@" | sort -n | sed -n "$(((${#} + 1) / 2))p"; }

spread_of() { printf '%s\n' "$@" | sort -n | sed -n '1p;$p' | paste -sd' ' | sed 's/ / to /'; }

mebibytes_of() { # mebibytes_of PID FIELD
  awk -v field="$2:" '$1 == field { printf "%.0f", $2 / 1024 }' "/proc/$1/status"
}

memory_line() { # memory_line PID
  echo "$(mebibytes_of "$1" VmRSS) ($(mebibytes_of "$1" RssAnon) + $(mebibytes_of "$1" RssFile))"
}

startup_row() { # startup_row COMMAND LABEL CONFIG GROUP
  local times=() work_times=() name=start-$1 i idle loaded
  for ((i = 0; i < rounds; i++)); do
    timed_start "$1" "$name" "$3" "$4"
    times+=("$first_millis")
    work_times+=("$first_cpu_millis")
    [ $i -lt $((rounds - 1)) ] && stop "$name"
  done
  sleep 3
  idle=$(memory_line "${pids[$name]}")
  kind=startup default_path=/users/42
  wrk_run "$name" "$seconds"
  paths[$name]=/real/users/42
  wrk_run "$name" "$seconds"
  wrk_run "$name" "$seconds"
  loaded=$(memory_line "${pids[$name]}")
  echo "| $1 | $2 | $(median_of "${times[@]}") ms | $(spread_of "${times[@]}") ms | $(median_of "${work_times[@]}") ms | $idle | $loaded | $(mebibytes_of "${pids[$name]}" VmHWM) |"
  stop "$name"
  unset "paths[$name]"
}

run_startup() {
  local command group
  start_backend
  mynah_config both >"$work/startup.yaml"
  for command in agent up; do # the first start makes the archive
    timed_start $command first "$work/startup.yaml"
    stop first
  done
  echo "startup: from the command to the first 200, $rounds starts; resident memory in MiB, of it"
  echo "anonymous + mapped files, 3 s after the first answer and after load as mock and as proxy"
  echo
  echo "| command | processors | first 200 | lowest to highest | processor time | RSS after start | RSS under load | highest RSS |"
  echo "|---|---|---:|---:|---:|---:|---:|---:|"
  group=$(quota_group 25)
  for command in agent up; do
    startup_row $command "all" "$work/startup.yaml" ''
    if [ -n "$group" ]; then startup_row $command "a quarter of one" "$work/startup.yaml" "$group"; fi
  done
  if [ -n "$group" ]; then rmdir "$group"; else echo "(no rights to limit processor time: a quarter of one was not measured)"; fi
  echo
  stop_all
}
