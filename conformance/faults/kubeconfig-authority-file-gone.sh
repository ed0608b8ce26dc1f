# code: K-CA-MISSING
# title: the kubeconfig names a file of authorities that is not on this machine
# remedy: yes
# by: self
plant() { edit_kubeconfig '.clusters[].cluster |= (del(.["certificate-authority-data"]) | .["certificate-authority"] = "/home/jane/eks-ca.pem")'; }
