# code: X-V1ALPHA1
# title: an exec entry of client.authentication.k8s.io/v1alpha1, which kubectl dropped
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user.exec.apiVersion = "client.authentication.k8s.io/v1alpha1"'; }
