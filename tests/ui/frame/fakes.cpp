#include "fakes.h"

#include <chrono>

using namespace hw;

std::shared_ptr<const workspace::Workspace> sampleWorkspace()
{
    auto made = std::make_shared<workspace::Workspace>();
    made->root = QStringLiteral("/tmp/acme-dev");
    made->name = QStringLiteral("acme-dev");
    const auto addSource = [&made](const char* key, const char* name, const char* provider, bool paused = false) {
        workspace::SourceState state;
        state.source.key = QString::fromLatin1(key);
        state.source.name = QString::fromLatin1(name);
        state.source.provider = QString::fromLatin1(provider);
        state.source.paused = paused;
        state.loaded = true;
        made->sources.push_back(state);
    };
    addSource("billing", "Stripe billing", "stripe");
    addSource("billing-test", "Stripe test CLI", "stripe");
    addSource("clerk", "Clerk auth", "clerk");
    addSource("workos", "WorkOS sso", "workos");
    addSource("supabase", "Supabase profiles", "supabase");
    addSource("posthog", "PostHog product", "posthog", true);
    addSource("orders", "Internal orders", "custom");
    const auto addEnvironment = [&made](const char* name, workspace::DestinationKind kind) {
        workspace::EnvironmentState state;
        state.environment.name = QString::fromLatin1(name);
        state.environment.destination.kind = kind;
        state.loaded = true;
        made->environments.push_back(state);
    };
    addEnvironment("development", workspace::DestinationKind::Directory);
    addEnvironment("production", workspace::DestinationKind::Knock);
    return made;
}

store::Summary sampleSummary(Timestamp now)
{
    using namespace std::chrono_literals;
    store::Summary summary;
    summary.events = 1726;
    summary.storedBytes = 42'600'000;
    summary.users = 316;
    summary.sources = {
        {QStringLiteral("billing"), 1284, now - 2s, EventStatus::Processed},
        {QStringLiteral("billing-test"), 61, now - 20s, EventStatus::Refused},
        {QStringLiteral("clerk"), 214, now - 9s, EventStatus::Processed},
        {QStringLiteral("workos"), 38, now - 10min, EventStatus::Processed},
        {QStringLiteral("supabase"), 97, now - 30s, EventStatus::Processed},
        {QStringLiteral("posthog"), 21, now - 30s, EventStatus::Processed},
        {QStringLiteral("orders"), 11, now - 3s, EventStatus::Processed},
    };
    return summary;
}
