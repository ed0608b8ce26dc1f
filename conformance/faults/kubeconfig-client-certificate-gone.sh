# code: T-NOBODY
# title: the kubeconfig signs in with a client certificate whose file is not on this machine
# doctor: --cluster-name eks-cluster --region ap-northeast-2
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user = {"client-certificate": "/etc/kubernetes/jane.pem", "client-key": "/etc/kubernetes/jane.key"}'; }
