# code: X-ARGS
# title: the plugin is called with an option that it does not know
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user.exec.args += ["--cluster-role", "admin"]'; }
