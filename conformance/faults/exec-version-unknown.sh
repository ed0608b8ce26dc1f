# code: X-VERSION
# title: an exec entry of a version that does not exist
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user.exec.apiVersion = "client.authentication.k8s.io/v2"'; }
