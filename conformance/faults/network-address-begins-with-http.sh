# code: N-HTTP
# title: the server's address begins with http, where TLS is spoken
# remedy: yes
# by: self
plant() { edit_kubeconfig '.clusters[].cluster.server |= sub("^https:"; "http:")'; }
