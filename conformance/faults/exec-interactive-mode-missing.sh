# code: X-INTERACTIVE
# title: an exec entry of client.authentication.k8s.io/v1 that does not say interactiveMode
# remedy: yes
# by: self
start() {
  mapped_user default
  sallyport kubeconfig update --name "$CLUSTER"
}
# kubectl itself fills it in when it writes a file, so it is taken out of the text.
plant() {
  edit_kubeconfig '.users[].user.exec |= (.apiVersion = "client.authentication.k8s.io/v1" | del(.interactiveMode))'
}
