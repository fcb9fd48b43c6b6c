#pragma once

#include "ui/models/eventdetail.h"
#include "ui/models/explainedview.h"
#include "ui/widgets/theme.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QVBoxLayout;

namespace hw::widgets {

class Button;
class Card;
class Label;
class TextButton;

/// What is wrong with a signature, in words, and what mends it.
class DiagnosisCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiagnosisCard)

public:
    explicit DiagnosisCard(const Theme& theme, QWidget* parent = nullptr);

    /// What the run recorded, until the explanation is there.
    void showRecorded(const models::VerificationView& recorded);
    /// `canProcessAgain`: the event would verify now, while its run is the one that failed; `others`: so would they.
    void showExplained(const models::ExplainedView& view, bool canProcessAgain, int others);
    void setBusy(bool busy);

Q_SIGNALS:
    void fixWanted(const QStringList& ids);
    void processAgainWanted();
    /// Where nothing that is known matches: the body, and the place of the secrets.
    void bodyWanted();
    void secretsWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showHead(const QString& icon, models::Tone tone, const QString& title, const QStringList& paragraphs);
    void showFixes(const models::ExplainedView& view);
    void refreshButton();
    [[nodiscard]] QStringList chosen() const;

    const Theme& m_theme;
    QString m_icon;
    models::Tone m_tone = models::Tone::Neutral;
    Label* m_title;
    QVBoxLayout* m_paragraphs;
    QVBoxLayout* m_fixes;
    std::vector<std::pair<QString, QCheckBox*>> m_boxes;
    Button* m_apply;
    Label* m_effect;
    QWidget* m_applyRow;
    Button* m_again;
    QWidget* m_againRow;
    Label* m_againNote;
    TextButton* m_body;
    TextButton* m_secrets;
    QWidget* m_linkRow;
    bool m_busy = false;
};

} // namespace hw::widgets
