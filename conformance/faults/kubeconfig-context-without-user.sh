# code: K-NO-USER
# title: the context names a user that is not there
# remedy: yes
# by: self
plant() { edit_kubeconfig '.contexts[].context.user = "gone"'; }
