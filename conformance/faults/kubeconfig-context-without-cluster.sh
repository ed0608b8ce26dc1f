# code: K-NO-CLUSTER
# title: the context names a cluster that is not there
# remedy: yes
# by: self
plant() { edit_kubeconfig '.contexts[].context.cluster = "gone"'; }
