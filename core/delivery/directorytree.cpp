#include "core/delivery/directorytree.h"

#include "core/delivery/directory.h"

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
        if (!row || ref.collection.isEmpty())
            return row;
        const bool isSet = !row->isUndefined();
        if (!isSet)
            row = bare(ref);
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
        if (!isSet && subscribers.empty() && !more)
            return json::Value();
        row->object().append(QStringLiteral("subscribers"), std::move(subscribers));
        if (more)
            row->object().append(QStringLiteral("more"), true);
        return row;
    }

private:
    /// Of one that the Directory knows only by its subscriptions.
    static json::Value bare(const EntityRef& ref)
    {
        json::Object row{{QStringLiteral("id"), ref.id}};
        if (!ref.collection.isEmpty() && ref.collection != QLatin1String(tenantCollection)) // as toJson() does
            row.append(QStringLiteral("collection"), ref.collection);
        return row;
    }

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
                if (subscriber->isUndefined())
                    subscriber = bare(row.recipient);
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
