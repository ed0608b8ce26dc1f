# code: X-INTERACTIVE
# title: an exec entry was moved to client.authentication.k8s.io/v1, which wants an interactiveMode
# remedy: yes
# by: self
plant() {
  edit_kubeconfig '.users[].user.exec |= (.apiVersion = "client.authentication.k8s.io/v1" | del(.interactiveMode))'
}
