#pragma once

#include "ui/models/explainedview.h"
#include "ui/widgets/theme.h"

#include <QWidget>

#include <vector>

class QTextLayout;

/// The pieces of the proof that a signature is right or wrong. A piece of a header has one colour wherever it is seen.
namespace hw::widgets {

class CopyButton;
class HexView;
class TextToggle;

/// The signature's headers as they came, their parts in colour; long parts are cut in the middle.
class ProofHeaders final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProofHeaders)

public:
    explicit ProofHeaders(const Theme& theme, QWidget* parent = nullptr);

    void setHeaders(const std::vector<models::ProofHeader>& headers);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Piece
    {
        QString text;
        models::ProofMark mark = models::ProofMark::None;
        bool startsLine = false;
    };

    /// Places the pieces in lines of this width and visits each; returns the height.
    template<typename Visit>
    int place(int width, Visit visit) const;

    const Theme& m_theme;
    std::vector<Piece> m_pieces;
};

/// Part, meaning, value.
class ProofTable final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProofTable)

public:
    explicit ProofTable(const Theme& theme, QWidget* parent = nullptr);

    void setParts(const std::vector<models::ProofPart>& parts);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    const Theme& m_theme;
    std::vector<models::ProofPart> m_parts;
};

/// The beginning of a text, its JSON in colour, with the numbers of its lines.
class ProofText final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProofText)

public:
    explicit ProofText(const Theme& theme, QWidget* parent = nullptr);

    void setContent(const models::ProofContent& content);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// Breaks a line of the text; how many rows it takes.
    int breakLine(QTextLayout& layout, qsizetype line, int width) const;
    [[nodiscard]] int gutter() const;

    const Theme& m_theme;
    models::ProofContent m_content;
    QStringList m_lines;
    std::vector<qsizetype> m_offsets;       ///< of the lines in the text, in characters
    std::vector<models::ProofSpan> m_spans; ///< in characters
};

/// What is signed, as text or hex, and a button that copies it.
class ProofPayload final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProofPayload)

public:
    explicit ProofPayload(const Theme& theme, QWidget* parent = nullptr);

    void setContent(const models::ProofContent& content);
    /// Text, Hex and copy, for the section's label.
    [[nodiscard]] QWidget* controls() const { return m_controls; }

private:
    const Theme& m_theme;
    QWidget* m_controls;
    TextToggle* m_text;
    TextToggle* m_hex;
    CopyButton* m_copy;
    ProofText* m_asText;
    HexView* m_asHex;
};

/// Digests below each other in groups of sixteen characters: what is right is green, what is not red.
class ProofDigests final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProofDigests)

public:
    explicit ProofDigests(const Theme& theme, QWidget* parent = nullptr);

    void setDigests(const std::vector<models::ProofDigest>& digests);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int groupWidth() const;
    [[nodiscard]] int linesOf(const models::ProofDigest& digest, int width) const;

    const Theme& m_theme;
    std::vector<models::ProofDigest> m_digests;
};

} // namespace hw::widgets
