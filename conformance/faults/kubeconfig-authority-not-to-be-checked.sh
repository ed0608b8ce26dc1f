# code: K-CA-BROKEN
# title: the kubeconfig has an authority, and says that nothing is to be checked
# remedy: yes
# by: self
plant() { edit_kubeconfig '.clusters[].cluster["insecure-skip-tls-verify"] = true'; }
