# M/M/10 at 90% load on SimPy, a process for each customer:  python3 mmc.py <customers> <seed>
import json
import random
import sys
import time

import simpy

SERVERS, LOAD = 10, 0.9
customers, seed = int(sys.argv[1]), int(sys.argv[2])
arrivals, services = random.Random(seed), random.Random(seed + 1000)
env = simpy.Environment()
servers = simpy.Resource(env, capacity=SERVERS)
waited = 0.0


def customer():
    global waited
    arrived = env.now
    with servers.request() as request:
        yield request
        waited += env.now - arrived
        yield env.timeout(services.expovariate(1))


def source():
    for _ in range(customers):
        yield env.timeout(arrivals.expovariate(LOAD * SERVERS))
        env.process(customer())


env.process(source())
start = time.perf_counter_ns()
env.run()
took = time.perf_counter_ns() - start
print(json.dumps({"ns_per_event": took / (2 * customers), "mean_wait": waited / customers}))
