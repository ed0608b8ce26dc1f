# code: N-UNTRUSTED
# title: TLS is broken open: somebody else's certificate comes from the API server's address
# stand-in: the inspecting proxy
# remedy: none to trust that authority is for whoever runs the network to say
plant() { cluster_at "https://127.0.0.1:$(network tls "$(foreign_keystore 127.0.0.1)")"; }
