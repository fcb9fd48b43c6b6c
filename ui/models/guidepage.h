#pragma once

#include <QString>
#include <QStringList>

#include <vector>

/// The pages of the guide as values, whichever way they came to be: read from Markdown or made from data.
namespace hw::models {

/// A point of a list, or a step.
struct GuideItem
{
    QString text;
    QString code = {}; ///< below it; empty = none

    friend bool operator==(const GuideItem&, const GuideItem&) = default;
};

struct GuideBlock
{
    enum class Kind { Heading, Paragraph, Code, Steps, Bullets, Table };

    Kind kind = Kind::Paragraph;
    QString text = {};                  ///< of a heading, paragraph or code
    QString anchor = {};                ///< of a heading
    std::vector<GuideItem> items = {};  ///< of steps and bullets
    std::vector<QStringList> rows = {}; ///< of a table; the first has the titles

    friend bool operator==(const GuideBlock&, const GuideBlock&) = default;
};

/// Texts (but code) may hold marks: `code`, **strong**, [text](target), and a backslash before what is no mark. A
/// target is the id of a page, with "#anchor" where it leads to a heading, or an address.
struct GuidePage
{
    QString id;
    QString group; ///< the heading under which it is listed
    QString title;
    std::vector<GuideBlock> blocks;

    friend bool operator==(const GuidePage&, const GuidePage&) = default;
};

struct GuideSpan
{
    enum class Kind { Text, Code, Strong, Link };

    Kind kind = Kind::Text;
    QString text;
    QString target = {};

    friend bool operator==(const GuideSpan&, const GuideSpan&) = default;
};

/// The marked text in its parts. A mark that is not closed is text.
[[nodiscard]] std::vector<GuideSpan> guideSpans(const QString& marked);
/// Without its marks.
[[nodiscard]] QString guidePlain(const QString& marked);
/// A text that stands for itself, with marks where it needs them.
[[nodiscard]] QString guideLiteral(const QString& text);
/// As code: a name, a path, a value. An empty text stays empty.
[[nodiscard]] QString guideCode(const QString& text);
/// "signature-fails": the anchor of a heading.
[[nodiscard]] QString guideAnchor(const QString& heading);

/// Reads the part of Markdown that the guide's own pages use: one "# Title", headings of level two, paragraphs, lists
/// (a fenced block that is indented belongs to the point above), tables, fenced blocks. Anchors may be given: "## Title
/// {#anchor}".
[[nodiscard]] GuidePage readGuidePage(const QString& id, const QString& group, const QString& markdown);

} // namespace hw::models
