# Load, what it is checked by, and the table of a contest.
# shellcheck shell=bash disable=SC2154

failures=0

fail() {
  say "FAILED: $1"
  failures=$((failures + 1))
}

address() { echo "${urls[$1]}${paths[$1]:-$default_path}"; } # address NAME

# Every server gives the same answer before any is measured.
same_answers() {
  local name got
  for name in "${order[@]}"; do
    wait_for "$name" "$(address "$name")"
    got=$(curl -s -w ' %{http_code} %{content_type}' "$(address "$name")")
    case $got in
      "$BODY 200 application/json"*) ;;
      *) die "$name answers '$got', expected '$BODY 200 application/json'." ;;
    esac
  done
}

# All requests the agent has counted, as a scrape reads them.
counted() { # counted NAME
  curl -s "${admins[$1]}/metrics" |
    awk '/^mynah_http_requests_total/ { sum += $NF } END { printf "%.0f\n", sum }'
}

# Processor time of a server and its workers in hundredths of a second: its own, the kernel's, and
# what of its own the JVM's compilers took.
cpu_ticks() { # cpu_ticks PID
  local pid
  for pid in "$1" $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
    cat "/proc/$pid/stat" $(grep -l Compiler "/proc/$pid"/task/*/comm 2>/dev/null | sed 's/comm$/stat/')
  done 2>/dev/null | awk '{ compiler = /Compiler/; sub(/.*\) /, "") }
    compiler { compiling += $12; next }
    { user += $12; kernel += $13 }
    END { print user + 0, kernel + 0, compiling + 0 }'
}

# Runs wrk and leaves what it says in $work/wrk.out.
wrk_run() { # wrk_run NAME SECONDS [SCRIPT]
  local script=${3:-}
  [ -n "$script" ] || { [ "$kind" = turns ] && script=$work/$1.lua; }
  taskset -c "$load_cpu" wrk -t1 -c"$connections" -d"$2s" --latency \
    ${script:+-s "$script"} "$(address "$1")" >"$work/wrk.out" 2>&1 || {
    cat "$work/wrk.out" >&2
    die "wrk failed on $1."
  }
  if grep -qE 'Non-2xx|Socket errors' "$work/wrk.out"; then
    fail "$1: $(grep -E 'Non-2xx|Socket errors' "$work/wrk.out" | tr -s ' ' | tr '\n' ' ')"
  fi
}

wrk_requests() { awk '/requests in/ { print $1 }' "$work/wrk.out"; }
wrk_rate() { awk '/^Requests\/sec/ { print $2 }' "$work/wrk.out"; }

wrk_p99_micros() {
  awk '$1 == "99%" { n = $2 + 0; u = $2; gsub(/[0-9.]/, "", u)
    print int(n * (u == "s" ? 1000000 : u == "ms" ? 1000 : 1)) }' "$work/wrk.out"
}

round() { # round NAME ROUND
  local before=0 after=0 then=() now=() seen more
  [ -n "${admins[$1]:-}" ] && before=$(counted "$1")
  read -ra then <<<"$(cpu_ticks "${pids[$1]}")"
  wrk_run "$1" "$seconds"
  read -ra now <<<"$(cpu_ticks "${pids[$1]}")"
  seen=$(wrk_requests)
  if [ -n "${admins[$1]:-}" ]; then
    after=$(counted "$1")
    more=$((after - before - seen))
    # What was under way when wrk stopped is answered and counted, but not seen by wrk.
    if [ $more -lt 0 ] || [ $more -gt "$connections" ]; then
      fail "$1 counted $((after - before)) requests, wrk $seen"
    fi
  fi
  note "$1" "$2" $((now[0] - then[0])) $((now[1] - then[1])) $((now[2] - then[2]))
}

# One line of raw results: kind, server, round, requests/s, requests, its own time, the kernel's and
# the compilers' in hundredths of a second, p99 in microseconds.
note() { # note NAME ROUND OWN KERNEL COMPILING
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
    "$kind" "$1" "$2" "$(wrk_rate)" "$(wrk_requests)" "$3" "$4" "$5" "$(wrk_p99_micros)" >>"$raw"
}

# Load until the server has worked for the time of the warm-up and, being a JVM, compiles no more
# than a thirtieth of its time. On a machine that others use as well a server gets less than a
# processor, and a JVM is warm by work and not by waiting.
warm_up() { # warm_up NAME
  local from=() then=() now=() passed=0 worked compiling
  read -ra from <<<"$(cpu_ticks "${pids[$1]}")"
  now=("${from[@]}")
  while [ $passed -lt $((warmup * 8)) ]; do
    then=("${now[@]}")
    wrk_run "$1" 2
    passed=$((passed + 2))
    read -ra now <<<"$(cpu_ticks "${pids[$1]}")"
    worked=$((now[0] + now[1] - from[0] - from[1]))
    compiling=$((now[2] - then[2]))
    [ $worked -ge $((warmup * 90)) ] || continue
    [ $((compiling * 30)) -gt $((now[0] + now[1] - then[0] - then[1])) ] || return 0
  done
  say "$kind: $1 is not warm after $passed s; the column compiling shows what is left"
}

# Latency of all at one rate: each connection pauses between its requests, long enough for the
# slowest to keep up easily.
same_rate() {
  local name slowest pause
  slowest=$(awk -F'\t' -v kind="$kind" '$1 == kind { s[$2] += $4; n[$2]++ }
    END { for (i in s) { v = s[i] / n[i]; if (!m || v < m) m = v } print int(m) }' "$raw")
  pause=$((connections * 2000 / (slowest > 0 ? slowest : 1) + 1))
  echo "function delay() return $pause end" >"$work/pause.lua"
  for name in "${order[@]}"; do
    wrk_run "$name" "$seconds" "$work/pause.lua"
    note "$name" paced 0 0 0
  done
}

turn_script() { # turn_script COUNT: every route once, then again
  cat <<EOF
local requests, at = {}, 0
function init(args)
  for i = 0, $1 - 1 do
    requests[i] = wrk.format("GET", "/api/service-" .. (i * 7919 % $1) .. "/items/42")
  end
end
function request()
  at = (at + 1) % $1
  return requests[at]
end
EOF
}

# contest TITLE KIND PATH: warm up, rounds in turn, table.
contest() {
  local name round i count
  kind=$2 default_path=$3
  same_answers
  for name in "${order[@]}"; do
    say "$kind: warming up $name"
    warm_up "$name"
  done
  for ((round = 1; round <= rounds; round++)); do
    count=${#order[@]}
    for ((i = 0; i < count; i++)); do
      name=${order[(i + round) % count]}
      round "$name" $round
      say "$kind: round $round of $rounds: $name $(wrk_rate | cut -d. -f1)/s"
    done
  done
  [ "$kind" = turns ] || same_rate
  table "$1"
}

# Medians and ratios, those of the first server to each other. "CPU each" is the processor time that
# one request took of the server, its own and the kernel's: it moves less than the rate does when
# other programs take time away. A server that did not have its processor to itself, or was not
# loaded to the full, shows in the column CPU.
table() {
  awk -F'\t' -v title="$1" -v kind="$kind" -v order="${order[*]}" -v seconds="$seconds" \
    -v rounds="$rounds" -v connections="$connections" '
    function median(list, n,    i, j, t) {
      for (i = 2; i <= n; i++) for (j = i; j > 1 && list[j] < list[j - 1]; j--) {
        t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
      low = list[1]; high = list[n]
      return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2 }
    function column(name, field,    i, n, list) {
      split("", list)
      for (i = 1; i <= got[name]; i++) list[++n] = cell[name, i, field]
      return median(list, n) }
    $1 == kind && $3 == "paced" { pacedRate[$2] = $4; pacedP99[$2] = $9; next }
    $1 == kind { i = ++got[$2]; cell[$2, i, 1] = $4; cell[$2, i, 3] = ($6 + $7) / seconds
      cell[$2, i, 4] = $9 / 1000; compiling[$2] += $8 * 10000; user[$2] += $6 * 10000; kernel[$2] += $7 * 10000; all[$2] += $5 }
    END {
      printf "%s (%d rounds of %d s, %d connections)\n\n", title, rounds, seconds, connections
      count = split(order, names, " ")
      first = names[1]
      head = "| server | requests/s | lowest to highest | first / this | CPU each (own + kernel) | of it compiling | this / first | CPU | p99 at full load |"
      rule = "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
      if (kind != "turns") { head = head " p99 at the same rate |"; rule = rule "---:|" }
      print head; print rule
      for (n = 1; n <= count; n++) {
        name = names[n]
        rate = column(name, 1); from = low; to = high
        own = user[name] / all[name]; below = kernel[name] / all[name]
        if (n == 1) { firstRate = rate; firstEach = own + below }
        printf "| %s | %.0f | %.0f to %.0f | %s | %.1f us (%.1f + %.1f) | %.1f us | %s | %.0f %% | %.2f ms |", name, rate, from, to,
          n == 1 ? "" : sprintf("%.2f", firstRate / rate), own + below, own, below, compiling[name] / all[name],
          n == 1 ? "" : sprintf("%.2f", (own + below) / firstEach), column(name, 3), column(name, 4)
        if (kind != "turns") printf " %.2f ms at %.0f/s |", pacedP99[name] / 1000, pacedRate[name]
        printf "\n"
      }
      print ""
    }' "$raw"
}
