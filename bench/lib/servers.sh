# Starting and ending what is measured. Each server has a name; its process, address and, where it
# counts, its admin address stand in the arrays below.
# shellcheck shell=bash disable=SC2154

BODY='{"id":42,"name":"Ada Lovelace"}'
MANY=1000000000

declare -A pids=() urls=() admins=() paths=()
order=()
backend_port=

# The launcher builds what is missing and makes its archive for quick starts, before anything is
# measured.
ensure_built() {
  local jar=$bench/target/benchmarks.jar
  if ! [ -f "$jar" ] || [ -n "$(find "$bench/src" "$bench/pom.xml" -newer "$jar" -print -quit)" ]; then
    say "building $jar"
    (cd "$root" && mvn -B -q -Pbench -Dquick -DskipTests -pl bench -am package) >&2 ||
      die "the build failed."
  fi
  "$root/mynah" --version >/dev/null || die "./mynah does not run."
}

java_of_launcher() { echo "${JAVA_HOME:+$JAVA_HOME/bin/}java"; }

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    [[ " ${urls[*]} ${admins[*]} $backend_port " == *"$port"* ]] && continue
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# register NAME PID URL
register() {
  pids[$1]=$2 urls[$1]=$3
  order+=("$1")
}

wait_for() { # wait_for NAME URL
  local i
  for ((i = 0; i < 300; i++)); do
    curl -s -o /dev/null --max-time 2 "$2" && return
    kill -0 "${pids[$1]}" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 20 "$work/$1.log" >&2
  die "$1 does not answer at $2."
}

# The agent is started by the launcher, so that it runs with the flags and in the memory that users
# get, and sees one processor only, which means one event loop.
start_mynah() { # start_mynah COMMAND NAME CONFIG [MEMORY]
  local ports=$work/$2.ports i
  rm -f "$ports"
  taskset -c "$server_cpu" "$root/mynah" "$1" ${4:+--memory "$4"} --config "$3" --port 0 --admin-port 0 \
    --data "$work/$2.data" --ports-file "$ports" >"$work/$2.log" 2>&1 &
  pids[$2]=$!
  for ((i = 0; i < 600; i++)); do
    [ -s "$ports" ] && break
    kill -0 "${pids[$2]}" 2>/dev/null || break
    sleep 0.1
  done
  [ -s "$ports" ] || { cat "$work/$2.log" >&2; die "$1 did not start."; }
  admins[$2]=http://127.0.0.1:$(sed -n 's/.*"adminPort":\([0-9]*\).*/\1/p' "$ports")
  register "$2" "${pids[$2]}" "http://127.0.0.1:$(sed -n 's/.*"port":\([0-9]*\).*/\1/p' "$ports")"
}

start_agent() { mynah_config "$2" >"$work/$1.yaml" && start_mynah agent "$1" "$work/$1.yaml"; }
start_up() { mynah_config "$2" >"$work/$1.yaml" && start_mynah up "$1" "$work/$1.yaml"; }

# The agent's own mock, beside what it stored.
start_mock() { mynah_config mock >"$work/$1.yaml" && start_mynah agent "$1" "$work/$1.yaml"; }

mynah_config() { # mynah_config mock|proxy|cache|both
  echo "upstreams: { backend: \"http://127.0.0.1:${backend_port:-9}\" }"
  echo "routes:"
  if [ "$1" = cache ]; then
    echo "  - { id: stored, match: { path: '/**' }, proxy: backend, cache: {} }"
    return
  fi
  if [ "$1" != proxy ]; then
    echo "  - { id: get-user, match: GET /users/:id, mock: { json: $BODY } }"
  fi
  if [ "$1" != mock ]; then
    echo "  - { id: handed-on, match: { path: '/$([ "$1" = both ] && echo real/)**' }, proxy: backend }"
  fi
}

routes_config() { # routes_config COUNT
  echo "routes:"
  seq 0 $(($1 - 1)) | awk -v body="$BODY" '{
    printf "  - { id: service-%d, match: GET /api/service-%d/items/:id, mock: { json: %s } }\n", $1, $1, body }'
}

# The barest Netty server, on the same JVM with the flags of the agent's, read from its process.
start_netty() { # start_netty NAME mock
  local port java flags=()
  [ -n "${pids[agent]:-}" ] || die "netty takes the JVM's flags from the agent: --servers 'agent netty'." 2
  java=$(readlink "/proc/${pids[agent]}/exe")
  while IFS= read -r -d '' flag; do
    case $flag in
      -XX:SharedArchiveFile=* | -XX:AOTCache=* | -XX:StartFlightRecording* | -XX:FlightRecorderOptions* | -Xlog:*) ;;
      -XX:* | -X* | --sun-misc-*) flags+=("$flag") ;;
    esac
  done <"/proc/${pids[agent]}/cmdline"
  port=$(free_port)
  taskset -c "$server_cpu" "$java" "${flags[@]}" -cp "$bench/target/benchmarks.jar" \
    dev.mynah.bench.rival.BareNetty "$port" "$BODY" >"$work/$1.log" 2>&1 &
  register "$1" $! "http://127.0.0.1:$port"
}

nginx_config() { # nginx_config DIR PORT LOCATION [UPSTREAM_PORT [LINES]]
  mkdir -p "$1"
  [ "$(id -u)" != 0 ] || echo "user root;" # else the worker cannot reach our folder
  cat <<EOF
worker_processes 1;
daemon off;
pid $1/pid;
error_log $1/error.log;
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests $MANY;
  keepalive_timeout 300s;
  tcp_nodelay on;
  client_body_temp_path $1/body;
  proxy_temp_path $1/proxy;
  fastcgi_temp_path $1/fastcgi;
  uwsgi_temp_path $1/uwsgi;
  scgi_temp_path $1/scgi;
  ${5:-}
  ${4:+upstream backend { server 127.0.0.1:$4; keepalive 64; keepalive_requests $MANY; \}}
  server {
    listen 127.0.0.1:$2 backlog=1024;
    location / { $3 }
  }
}
EOF
}

return_body() { echo "default_type application/json; return 200 '$BODY';"; }
hand_on() { echo "proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection '';"; }

store() { echo "$(hand_on) proxy_cache all; proxy_cache_lock on; add_header X-Cache \$upstream_cache_status;"; }

launch_nginx() { # launch_nginx NAME PROCESSOR PORT
  taskset -c "$2" nginx -e "$work/$1/error.log" -c "$work/$1.conf" >"$work/$1.log" 2>&1 &
  register "$1" $! "http://127.0.0.1:$3"
  wait_for "$1" "${urls[$1]}/"
}

start_nginx() { # start_nginx NAME mock|proxy|cache
  local port
  port=$(free_port)
  case $2 in
    mock) nginx_config "$work/$1" "$port" "$(return_body)" ;;
    proxy) nginx_config "$work/$1" "$port" "$(hand_on)" "$backend_port" ;;
    cache)
      nginx_config "$work/$1" "$port" "$(store)" "$backend_port" \
        "proxy_cache_path $work/$1/store keys_zone=all:10m inactive=1h;"
      ;;
  esac >"$work/$1.conf"
  launch_nginx "$1" "$server_cpu" "$port"
}

# The backend is the same for all, and not measured.
start_backend() { # start_backend [cache]
  local answer
  answer=$(return_body)
  [ "${1:-}" = cache ] &&
    answer="access_log $work/backend/access.log; add_header Cache-Control max-age=3600; $answer"
  backend_port=$(free_port)
  nginx_config "$work/backend" "$backend_port" "$answer" >"$work/backend.conf"
  launch_nginx backend "$load_cpu" "$backend_port"
  unset 'order[-1]'
}

start_haproxy() { # start_haproxy NAME mock|proxy|cache
  local port
  port=$(free_port)
  {
    echo "global"
    echo "  nbthread 1"
    echo "  maxconn 4096"
    echo "defaults"
    echo "  mode http"
    echo "  timeout client 300s"
    echo "  timeout connect 5s"
    echo "  timeout server 30s"
    echo "  http-reuse always"
    echo "frontend all"
    echo "  bind 127.0.0.1:$port"
    if [ "$2" = mock ]; then
      echo "  http-request return status 200 content-type application/json string '$BODY'"
    else
      echo "  default_backend real"
      if [ "$2" = cache ]; then
        printf '%s\n' "cache all" "  total-max-size 32" "  max-age 3600"
      fi
      echo "backend real"
      if [ "$2" = cache ]; then
        printf '%s\n' "  http-request cache-use all" "  http-response cache-store all"
      fi
      echo "  server one 127.0.0.1:$backend_port"
    fi
  } >"$work/$1.conf"
  taskset -c "$server_cpu" haproxy -db -f "$work/$1.conf" >"$work/$1.log" 2>&1 &
  register "$1" $! "http://127.0.0.1:$port"
}

# Varnish: a thread for each connection is what it is made of.
start_varnish() { # start_varnish NAME cache
  local port
  port=$(free_port)
  mkdir -p "$work/$1"
  printf 'vcl 4.1;\nbackend real { .host = "127.0.0.1"; .port = "%s"; }\n' "$backend_port" >"$work/$1.vcl"
  taskset -c "$server_cpu" varnishd -F -a "127.0.0.1:$port" -f "$work/$1.vcl" -n "$work/$1" -s malloc,32m \
    -j none >"$work/$1.log" 2>&1 &
  register "$1" $! "http://127.0.0.1:$port"
  wait_for "$1" "${urls[$1]}/"
}

stop() { # stop NAME
  local pid=${pids[$1]:-} i
  [ -n "$pid" ] || return 0
  unset "pids[$1]"
  kill "$pid" 2>/dev/null
  for ((i = 0; i < 250; i++)); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null && say "$1 had to be killed"
  wait "$pid" 2>/dev/null
}

stop_all() {
  local name
  for name in "${!pids[@]}"; do stop "$name"; done
  order=()
  urls=() admins=() paths=()
}
