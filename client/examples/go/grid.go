package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"math/rand/v2"
	"time"

	"google.golang.org/grpc"

	margridv1 "margrid.io/margrid/v1"
)

const (
	attempts    = 6 // without progress
	firstWait   = 100 * time.Millisecond
	longestWait = 5 * time.Second
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Grid is a whole grid in memory.
type Grid struct {
	Header *margridv1.GridHeader
	// Values by metric, row-major, the last axis fastest.
	Values map[string][]float64
	// Resumes is how often the stream had to be taken up again.
	Resumes int
}

// Points of an axis that moves parameters: those of its first one.
func (g *Grid) Points(axis int) []float64 {
	member := g.Header.Axes[axis].Members[0]
	linear := member.GetLinear()
	if linear == nil {
		return member.Values
	}
	points := make([]float64, linear.Count)
	for i := range points {
		// The conversion keeps the compiler from fusing: the formula has two roundings.
		points[i] = linear.Start + float64(float64(i)*((linear.Stop-linear.Start)/float64(linear.Count-1)))
	}
	points[len(points)-1] = linear.Stop
	return points
}

// ReadGrid streams a grid into slices. Every chunk is verified; after a break the stream goes on at the next cell.
func ReadGrid(ctx context.Context, conn *grpc.ClientConn, spec *margridv1.GridSpec) (*Grid, error) {
	reader := reader{grid: &Grid{Values: map[string][]float64{}}}
	for failures := 0; ; reader.grid.Resumes++ {
		before := reader.next
		err := reader.read(ctx, conn, spec)
		if err == nil {
			return reader.grid, nil
		}
		if reader.next > before {
			failures = 0
		}
		failures++
		wait, ok := mayResume(err)
		if !ok || failures >= attempts {
			return nil, err
		}
		doubled := min(longestWait, firstWait<<(failures-1))
		wait = max(wait, doubled/2+rand.N(doubled/2))
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(wait):
		}
	}
}

// reader knows how far a grid has been read.
type reader struct {
	grid *Grid
	next int64
}

// read makes one call for what is left of the grid.
func (r *reader) read(ctx context.Context, conn *grpc.ClientConn, spec *margridv1.GridSpec) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	request := &margridv1.StreamGridRequest{Grid: spec}
	if r.grid.Header != nil {
		request.Range = &margridv1.GridRange{FirstCell: r.next, Digest: r.grid.Header.Digest}
	}
	stream, err := streamBytes(ctx, conn, request)
	if err != nil {
		return err
	}
	first := r.next
	for {
		// The twin of StreamGridResponse: the same bytes, with the doubles left as they are.
		message := new(margridv1.StreamGridResponseBytes)
		if err := stream.RecvMsg(message); errors.Is(err, io.EOF) {
			return errIncomplete
		} else if err != nil {
			return err
		}
		switch part := message.Message.(type) {
		case *margridv1.StreamGridResponseBytes_Header:
			err = r.header(part.Header)
		case *margridv1.StreamGridResponseBytes_Chunk:
			err = r.chunk(part.Chunk)
		case *margridv1.StreamGridResponseBytes_Summary:
			if r.grid.Header == nil || r.next != r.grid.Header.CellCount || part.Summary.CellCount != r.next-first {
				return fmt.Errorf("summary: %d cells (expected: all that are left)", part.Summary.CellCount)
			}
			return nil
		default:
			err = fmt.Errorf("message: %T (expected: header, chunk or summary)", part)
		}
		if err != nil {
			return err
		}
	}
}

// streamBytes calls SweepService.StreamGrid, whose answers are then received as StreamGridResponseBytes.
func streamBytes(ctx context.Context, conn *grpc.ClientConn, request *margridv1.StreamGridRequest) (grpc.ClientStream, error) {
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, margridv1.SweepService_StreamGrid_FullMethodName)
	if err != nil {
		return nil, err
	}
	if err := stream.SendMsg(request); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return stream, stream.CloseSend()
}

func (r *reader) header(header *margridv1.GridHeader) error {
	if header.Layout != margridv1.GridHeader_LAYOUT_DENSE {
		return fmt.Errorf("layout: %v (expected: LAYOUT_DENSE)", header.Layout)
	}
	if header.FirstCell != r.next {
		return fmt.Errorf("header: first cell %d (expected: %d)", header.FirstCell, r.next)
	}
	if r.grid.Header != nil {
		if !bytes.Equal(header.Digest, r.grid.Header.Digest) {
			return fmt.Errorf("header: digest %x (expected: %x)", header.Digest, r.grid.Header.Digest)
		}
		return nil
	}
	r.grid.Header = header
	for _, metric := range header.Metrics {
		r.grid.Values[metric.Name] = make([]float64, 0, header.CellCount)
	}
	return nil
}

func (r *reader) chunk(chunk *margridv1.GridChunkBytes) error {
	header := r.grid.Header
	if header == nil || chunk.FirstCell != r.next || chunk.CellCount < 1 || len(chunk.Columns) != len(header.Metrics) {
		return fmt.Errorf("chunk: from cell %d (expected: %d, after a header)", chunk.FirstCell, r.next)
	}
	for i, column := range chunk.Columns {
		if len(column.Values) != 8*int(chunk.CellCount) {
			return fmt.Errorf("column %d: %d bytes (expected: 8 for each of %d cells)", i, len(column.Values), chunk.CellCount)
		}
		if found := crc32.Checksum(column.Values, castagnoli); found != column.Crc32C {
			return fmt.Errorf("column %d: checksum %08x (expected: %08x)", i, found, column.Crc32C)
		}
	}
	for i, column := range chunk.Columns {
		name := header.Metrics[i].Name
		values := r.grid.Values[name]
		for at := 0; at < len(column.Values); at += 8 {
			values = append(values, math.Float64frombits(binary.LittleEndian.Uint64(column.Values[at:])))
		}
		r.grid.Values[name] = values
	}
	r.next += int64(chunk.CellCount)
	return nil
}
