# code: K-PROXY
# title: the kubeconfig's proxy has a blank in its address
# remedy: yes
# by: self
plant() { edit_kubeconfig '.clusters[].cluster["proxy-url"] = "http://a b"'; }
