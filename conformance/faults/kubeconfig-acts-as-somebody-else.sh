# code: P-IMPERSONATE
# title: the kubeconfig acts as somebody else, which the person may not
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user.as = "kubernetes-admin"'; }
