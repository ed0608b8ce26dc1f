# code: N-PROXY
# title: HTTPS_PROXY names a proxy that does not let kubectl through to the API server
# stand-in: the proxy, and the API server's name, which is no loopback address: those never go by a proxy
# remedy: none who may go through the proxy is for whoever runs it to say
plant() {
  local port
  port=$(network proxy 403)
  cluster_at "https://$NO_HOST"
  export HTTPS_PROXY=http://127.0.0.1:$port
}
