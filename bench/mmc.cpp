// M/M/10 at 90% load in C++: a 4-ary heap of (time, sequence number, timer) in fixed arrays, the earliest replaced in place where the
// handler schedules again. About as little as an event can cost; our kernel is held against it.
//   g++ -O3 -march=native -std=c++17 mmc.cpp -o mmc && ./mmc <customers> <seed>      prints {"ns_per_event": ..., "mean_wait": ...}
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

constexpr int kServers = 10;
constexpr double kLoad = 0.9;

// sfc32 (Chris Doty-Humphrey, public domain), as in the TypeScript benchmark.
struct Sfc32 {
  uint32_t a, b = 0x9e3779b9u, c = 0x243f6a88u, counter = 1;
  explicit Sfc32(uint32_t seed) : a(seed) {
    for (int i = 0; i < 15; i++) next();
  }
  uint32_t next() {
    const uint32_t sum = a + b + counter++;
    a = b ^ (b >> 9);
    b = c + (c << 3);
    c = ((c << 21) | (c >> 11)) + sum;
    return sum;
  }
  double uniform() { return (next() + 0.5) * 0x1p-32; }
};

// Exponential by a ziggurat of 256 layers (Marsaglia and Tsang 2000).
struct Ziggurat {
  double right[257], height[257];
  Ziggurat() {
    const double tail = 7.69711747013105, area = 0.003949659822581557;
    right[0] = area / std::exp(-tail);
    right[1] = tail;
    for (int i = 2; i < 256; i++) right[i] = -std::log(area / right[i - 1] + std::exp(-right[i - 1]));
    right[256] = 0;
    for (int i = 0; i < 257; i++) height[i] = std::exp(-right[i]);
  }
  double draw(Sfc32& source) const {
    for (;;) {
      const uint32_t bits = source.next();
      const int layer = bits & 255;
      const double value = ((bits >> 8) + 0.5) * 0x1p-24 * right[layer];
      if (value < right[layer + 1]) return value;
      if (layer == 0) return right[1] - std::log(source.uniform());
      if (height[layer] + source.uniform() * (height[layer + 1] - height[layer]) < std::exp(-value)) return value;
    }
  }
};

// Earliest first; equal times in order of scheduling.
class Heap {
 public:
  bool empty() const { return size_ == 0; }
  double time() const { return time_[0]; }
  int timer() const { return timer_[0]; }
  void push(double time, int timer) {
    const uint32_t order = scheduled_++;
    int i = size_++;
    while (i > 0) {
      const int up = (i - 1) / 4;
      if (!before(time, order, time_[up], order_[up])) break;
      move(up, i);
      i = up;
    }
    put(i, time, order, timer);
  }
  // In place of pop and push.
  void replace(double time, int timer) { sink(time, scheduled_++, timer); }
  void pop() {
    size_--;
    if (size_ > 0) sink(time_[size_], order_[size_], timer_[size_]);
  }

 private:
  static bool before(double a, uint32_t orderA, double b, uint32_t orderB) { return a < b || (a == b && orderA < orderB); }
  void put(int i, double time, uint32_t order, int timer) {
    time_[i] = time;
    order_[i] = order;
    timer_[i] = timer;
  }
  void move(int from, int to) { put(to, time_[from], order_[from], timer_[from]); }
  void sink(double time, uint32_t order, int timer) {
    int i = 0;
    for (int child = 1; child < size_; child = 4 * i + 1) {
      const int end = child + 4 < size_ ? child + 4 : size_;
      int least = child;
      for (int c = child + 1; c < end; c++) {
        if (before(time_[c], order_[c], time_[least], order_[least])) least = c;
      }
      if (!before(time_[least], order_[least], time, order)) break;
      move(least, i);
      i = least;
    }
    put(i, time, order, timer);
  }
  int size_ = 0;
  uint32_t scheduled_ = 0;
  double time_[64];
  uint32_t order_[64];
  int timer_[64];
};

}  // namespace

int main(int argc, char** argv) {
  const long customers = argc > 1 ? std::atol(argv[1]) : 1000000;
  const uint32_t seed = argc > 2 ? static_cast<uint32_t>(std::atol(argv[2])) : 1;
  const Ziggurat ziggurat;
  Sfc32 arrivals(seed), services(seed ^ 0x5555);
  const double gap = 1 / (kLoad * kServers);
  constexpr unsigned kMask = 65535;
  std::vector<double> queue(kMask + 1);
  unsigned head = 0, tail = 0;
  int idle[kServers], free = kServers;
  for (int i = 0; i < kServers; i++) idle[i] = i + 1;
  long made = 1;
  double wait = 0;
  Heap heap;
  const auto start = std::chrono::steady_clock::now();
  heap.push(ziggurat.draw(arrivals) * gap, 0);
  while (!heap.empty()) {
    const double now = heap.time();
    const int timer = heap.timer();
    if (timer == 0) {
      if (made++ < customers) heap.replace(now + ziggurat.draw(arrivals) * gap, 0);
      else heap.pop();
      if (free > 0) heap.push(now + ziggurat.draw(services), idle[--free]);
      else queue[tail++ & kMask] = now;
    } else if (head != tail) {
      wait += now - queue[head++ & kMask];
      heap.replace(now + ziggurat.draw(services), timer);
    } else {
      heap.pop();
      idle[free++] = timer;
    }
  }
  const double ns = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
  std::printf("{\"ns_per_event\": %.3f, \"mean_wait\": %.6f}\n", ns / (2.0 * customers), wait / customers);
}
