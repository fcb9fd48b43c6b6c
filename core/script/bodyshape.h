#pragma once

#include "core/base/json.h"

#include <QString>

#include <map>
#include <memory>
#include <vector>

namespace hw::script {

/// What is known of a value from the examples that were seen: which types it had, its members, its elements. Bodies
/// come from strangers: depth and numbers of members are limited, and an object whose keys differ each time (ids)
/// becomes a map.
class BodyShape
{
public:
    BodyShape();
    ~BodyShape();
    BodyShape(BodyShape&& other) noexcept;
    BodyShape& operator=(BodyShape&& other) noexcept;

    void add(const json::Value& example);
    [[nodiscard]] bool isEmpty() const { return m_seen == 0; }

    struct MemberShape
    {
        QString name;
        const BodyShape* shape = nullptr; ///< lives as long as this shape
        bool isOptional = false;          ///< some examples had no such member
    };
    /// Of the objects among the examples, in the order in which they were first seen; none where they are a map.
    [[nodiscard]] std::vector<MemberShape> members() const;
    /// Of the arrays among the examples; null where there was none.
    [[nodiscard]] const BodyShape* elements() const { return m_elements.get(); }

    /// As TypeScript, on lines of their own where it has members: "string | null", "{ … }". `indent` is in spaces.
    [[nodiscard]] QString toTypeScript(int indent = 0) const;
    /// On one line, for a completion: "string | null", "object", "object[]".
    [[nodiscard]] QString summary() const;

private:
    void add(const json::Value& example, int depth);
    [[nodiscard]] bool isMap() const;
    [[nodiscard]] QStringList scalarTypes() const;

    struct Member;
    int m_seen = 0;
    int m_objects = 0;
    bool m_hasNull = false;
    bool m_hasBool = false;
    bool m_hasNumber = false;
    bool m_hasString = false;
    bool m_isDeeper = false; ///< members or elements were left out: anything may stand here
    std::vector<Member> m_members;
    std::unique_ptr<BodyShape> m_elements; ///< of arrays; null where there was none
};

} // namespace hw::script
