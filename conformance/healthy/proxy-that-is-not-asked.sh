# title: a proxy is set, and NO_PROXY leaves out all that is near
start() {
  colleague
  export HTTPS_PROXY=http://127.0.0.1:$(closed_port) NO_PROXY=127.0.0.1,localhost,169.254.169.254
}
