# code: D-METADATA-PROXY
# title: a proxy is set, and NO_PROXY does not leave out the metadata service
# stand-in: the proxy
# remedy: yes
# by: self
start() {
  # By another name than the rest of the sandbox, so that NO_PROXY can tell them apart.
  export AWS_EC2_METADATA_SERVICE_ENDPOINT=${AWS_EC2_METADATA_SERVICE_ENDPOINT/127.0.0.1/localhost}
  export NO_PROXY=127.0.0.1
  on_instance
}
plant() {
  local port
  port=$(network proxy 403)
  export HTTP_PROXY=http://127.0.0.1:$port http_proxy=http://127.0.0.1:$port
}
clear() { unplug; }
