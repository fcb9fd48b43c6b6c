#include "core/delivery/directorytree.h"

#include <algorithm>

namespace hw::delivery {

namespace {

constexpr int pageSize = 200;
constexpr size_t mostLevels = 64;

class Grower
{
public:
    Grower(DirectoryReader& reader, const QString& environment, int limit)
        : m_reader(reader)
        , m_environment(environment)
        , m_left(limit)
    {}

    Result<json::Value> grow(const EntityRef& ref)
    {
        Result<json::Value> row = rowOf(ref);
        if (!row || row->isUndefined() || ref.collection.isEmpty())
            return row;
        json::Array subscribers;
        bool more = m_above.size() == mostLevels;
        if (!more && std::find(m_above.begin(), m_above.end(), ref) == m_above.end()) {
            m_above.push_back(ref);
            const Result<bool> done = addSubscribers(ref, subscribers);
            m_above.pop_back();
            if (!done)
                return done.error();
            more = !*done;
        }
        row->object().append(QStringLiteral("subscribers"), std::move(subscribers));
        if (more)
            row->object().append(QStringLiteral("more"), true);
        return row;
    }

private:
    Result<json::Value> rowOf(const EntityRef& ref)
    {
        if (ref.collection.isEmpty()) {
            const auto user = m_reader.user(m_environment, ref.id);
            if (!user)
                return user.error();
            return *user ? toJson(**user) : json::Value();
        }
        const auto object = m_reader.object(m_environment, ref);
        if (!object)
            return object.error();
        return *object ? toJson(**object) : json::Value();
    }

    /// Whether all of them are there.
    Result<bool> addSubscribers(const EntityRef& ref, json::Array& subscribers)
    {
        DirectoryPage page{{}, pageSize};
        for (;;) {
            const auto rows = m_reader.subscriptionsOf(m_environment, ref, page);
            if (!rows)
                return rows.error();
            for (const DirectorySubscription& row : *rows) {
                if (--m_left < 0)
                    return false;
                Result<json::Value> subscriber = grow(row.recipient);
                if (!subscriber)
                    return subscriber.error();
                if (subscriber->isUndefined()) {
                    subscriber = json::Value(json::Object{{QStringLiteral("id"), row.recipient.id}});
                    if (!row.recipient.collection.isEmpty())
                        subscriber->object().append(QStringLiteral("collection"), row.recipient.collection);
                }
                subscribers.push_back(*std::move(subscriber));
            }
            if (rows->size() < static_cast<size_t>(pageSize))
                return true;
            page.after = cursor(rows->back());
        }
    }

    DirectoryReader& m_reader;
    const QString& m_environment;
    int m_left;
    std::vector<EntityRef> m_above; ///< on the way from the root
};

} // namespace

Result<json::Value> directoryTree(DirectoryReader& reader, const QString& environment, const EntityRef& root, int limit)
{
    return Grower(reader, environment, limit).grow(root);
}

} // namespace hw::delivery
