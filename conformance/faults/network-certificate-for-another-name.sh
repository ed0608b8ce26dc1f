# code: N-NAME
# title: the kubeconfig has the name of the endpoint before the cluster moved as tls-server-name
# remedy: yes
# by: self
plant() { edit_kubeconfig '.clusters[].cluster["tls-server-name"] = "0123456789ABCDEF.gr7.ap-northeast-2.eks.amazonaws.com"'; }
