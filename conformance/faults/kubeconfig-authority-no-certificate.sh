# code: K-CA-BROKEN
# title: the authority in the kubeconfig was cut off when it was copied
# remedy: yes
# by: self
plant() { edit_kubeconfig '.clusters[].cluster["certificate-authority-data"] |= .[0:400]'; }
