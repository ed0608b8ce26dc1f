# code: X-INTERACTIVE
# title: the plugin's entry wants a terminal, and kubectl is run by a script
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user.exec.interactiveMode = "Always"'; }
