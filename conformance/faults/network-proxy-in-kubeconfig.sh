# code: N-PROXY
# title: the kubeconfig names a proxy that refuses
# stand-in: the proxy
# remedy: yes
# by: self
plant() { kubectl config set-cluster "$CLUSTER_ARN" --proxy-url="http://127.0.0.1:$(network proxy 403)" >/dev/null; }
