// Command parsemap says how aws-iam-authenticator reads the data of an aws-auth ConfigMap.
//
// Standard input is a stream of JSON objects, one document each: the ConfigMap's data, such as
// {"mapRoles": "- rolearn: ...", "mapUsers": "...", "mapAccounts": "..."}. For each, one line of JSON goes to standard
// output: what the exported ParseMap returns, {"mapRoles": [...], "mapUsers": [...], "mapAccounts": [...]}, with
// "error" beside it when there was one. The authenticator keeps what it returns in spite of an error, and so do the
// lists here. "panic" stands alone, should a document bring ParseMap down.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/sirupsen/logrus"
	"sigs.k8s.io/aws-iam-authenticator/pkg/config"
	"sigs.k8s.io/aws-iam-authenticator/pkg/mapper/configmap"
)

type reading struct {
	Roles    []config.RoleMapping `json:"mapRoles"`
	Users    []config.UserMapping `json:"mapUsers"`
	Accounts []string             `json:"mapAccounts"`
	Error    string               `json:"error,omitempty"`
	Panic    string               `json:"panic,omitempty"`
}

func read(data map[string]string) (r reading) {
	defer func() {
		if p := recover(); p != nil {
			r = reading{Panic: fmt.Sprint(p)}
		}
	}()
	var err error
	r.Users, r.Roles, r.Accounts, err = configmap.ParseMap(data)
	if err != nil {
		r.Error = err.Error()
	}
	return r
}

func main() {
	logrus.SetOutput(io.Discard) // its warnings repeat the error
	in := json.NewDecoder(os.Stdin)
	out := json.NewEncoder(os.Stdout) // unbuffered, so that a caller may ask one by one
	out.SetEscapeHTML(false)
	for n := 1; ; n++ {
		var data map[string]string
		err := in.Decode(&data)
		if errors.Is(err, io.EOF) {
			return
		}
		if err == nil {
			err = out.Encode(read(data))
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "parsemap: document %d: %v\n", n, err)
			os.Exit(1)
		}
	}
}
