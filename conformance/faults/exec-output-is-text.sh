# code: X-ARGS
# title: AWS_DEFAULT_OUTPUT is text, and the entry does not ask for JSON
# remedy: yes
# by: self
plant() {
  edit_kubeconfig '.users[].user.exec.args -= ["--output", "json"]'
  export AWS_DEFAULT_OUTPUT=text
}
