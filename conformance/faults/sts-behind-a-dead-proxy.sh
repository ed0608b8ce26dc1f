# code: I-UNREACHABLE
# title: a proxy that is gone stands before STS
# remedy: yes
# by: self
start() { role_by_profile; }
plant() {
  local server
  server=$(kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}')
  export HTTPS_PROXY=http://127.0.0.1:9 NO_PROXY=${server#https://}
  rm -rf "$HOME/.aws/cli"
}
