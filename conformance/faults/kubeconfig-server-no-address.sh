# code: K-SERVER
# title: the server's address lost its scheme
# remedy: yes
# by: self
plant() { edit_kubeconfig '.clusters[].cluster.server |= sub("https://"; "https:/")'; }
