// Margrid from Go: the catalogue, one scenario, a grid as slices, errors read, a broken stream resumed.
//
//	go generate && go run . -server localhost:8980
package main

//go:generate npx --yes @bufbuild/buf@1.75.0 generate ../../../proto

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	margridv1 "margrid.io/margrid/v1"
)

func main() {
	server := flag.String("server", "localhost:8980", "host:port")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *server, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, explain(err))
		os.Exit(1)
	}
}

func run(ctx context.Context, server string, out io.Writer) error {
	conn, err := grpc.NewClient(server, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer conn.Close()

	catalog, err := margridv1.NewCatalogServiceClient(conn).ListModels(ctx, &margridv1.ListModelsRequest{})
	if err != nil {
		return err
	}
	for _, model := range catalog.Models {
		fmt.Fprintf(out, "%-24s %s\n", model.Id, model.Title)
	}

	values, err := margridv1.NewSweepServiceClient(conn).Evaluate(ctx, &margridv1.EvaluateRequest{
		Scenario: deal(),
		Metrics:  []string{"provider_ebit_margin"},
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\nmargin %.4f\n\n", values.Metrics[0].Values[0])

	grid, err := ReadGrid(ctx, conn, dealGrid(7))
	if err != nil {
		return err
	}
	points := grid.Points(0)
	for cell, margin := range grid.Values["provider_ebit_margin"] {
		fmt.Fprintf(out, "%4.0f %.4f\n", points[cell], margin)
	}
	return nil
}

func deal() *margridv1.Scenario {
	return &margridv1.Scenario{Calculation: &margridv1.Scenario_ModelId{ModelId: "taas-deal"}}
}

// dealGrid is the margin over gross revenues from 10 to 40 MUSD per MW and year.
func dealGrid(count int64) *margridv1.GridSpec {
	return &margridv1.GridSpec{
		Scenario: deal(),
		Metrics:  []string{"provider_ebit_margin"},
		Axes: []*margridv1.Axis{{Definition: &margridv1.Axis_Zipped{Zipped: &margridv1.ZippedPoints{
			Members: []*margridv1.AxisMember{{
				Parameter: "gross_revenue_per_mw",
				Points: &margridv1.AxisMember_Linear{
					Linear: &margridv1.LinearPoints{Start: 10, Stop: 40, Count: count},
				},
			}},
		}}}},
	}
}
